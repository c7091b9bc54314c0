// Functions, listed, described and deleted.
import { describeConfiguration, describeFunction } from "./descriptions.ts";
import { authorizedFunction, json, type LambdaRequest, noContent } from "./lambda-request.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const MAX_LISTED = 50;

export function listFunctions({ request, lambda, query }: LambdaRequest) {
  request.authorize({ action: "lambda:ListFunctions", resource: "*" });
  const start = Number(query.get("Marker") ?? 0);
  const end = start + Math.min(Number(query.get("MaxItems") ?? MAX_LISTED), MAX_LISTED);
  const all = lambda.listFunctions();
  return json({
    ...(end < all.length && { NextMarker: String(end) }),
    Functions: all.slice(start, end).map(describeConfiguration),
  });
}

export function getFunction(call: LambdaRequest) {
  return json(describeFunction(authorizedFunction(call, "lambda:GetFunction")));
}

export function getFunctionConfiguration(call: LambdaRequest) {
  return json(describeConfiguration(authorizedFunction(call, "lambda:GetFunctionConfiguration")));
}

export async function deleteFunction(call: LambdaRequest) {
  await call.lambda.deleteFunction(authorizedFunction(call, "lambda:DeleteFunction").functionName);
  return noContent();
}
