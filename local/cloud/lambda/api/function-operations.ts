// Functions, listed, described and deleted.
import { describeConfiguration, describeFunction } from "./descriptions.ts";
import { authorizedVersion, json, type LambdaRequest, noContent } from "./lambda-request.ts";
import { pageOf } from "./paging.ts";

export function listFunctions(call: LambdaRequest) {
  const { request, lambda, query } = call;
  request.authorize({ action: "lambda:ListFunctions", resource: "*" });
  const functions = lambda.listFunctions();
  const all =
    query.get("FunctionVersion") === "ALL"
      ? functions.flatMap(({ functionName }) => lambda.listVersions(functionName))
      : functions;
  const { items, ...rest } = pageOf(call, all);
  return json({ ...rest, Functions: items.map(describeConfiguration) });
}

export function getFunction(call: LambdaRequest) {
  return json(describeFunction(authorizedVersion(call, "lambda:GetFunction").configuration));
}

export function getFunctionConfiguration(call: LambdaRequest) {
  const { configuration } = authorizedVersion(call, "lambda:GetFunctionConfiguration");
  return json(describeConfiguration(configuration));
}

export async function deleteFunction(call: LambdaRequest) {
  const { functionName, qualifier } = authorizedVersion(call, "lambda:DeleteFunction");
  await call.lambda.deleteFunction(functionName, qualifier);
  return noContent();
}
