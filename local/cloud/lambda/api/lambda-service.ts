// Lambda behind the AWS endpoint: Invoke, and what an SDK or the console reads about functions.
// https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
import type { CloudContext } from "../../context.ts";
import { AwsError } from "../../errors.ts";
import type { AuthenticatedRequest, Service, ServiceResponse } from "../../front-door/service.ts";
import { toFunctionArn } from "../function-arn.ts";
import { describeConfiguration, describeFunction } from "./descriptions.ts";
import { invoke } from "./invoke-operation.ts";
import { findFunction, type LambdaRequest } from "./lambda-request.ts";

type Operation = (call: LambdaRequest) => ServiceResponse | Promise<ServiceResponse>;

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const MAX_LISTED = 50;

const OPERATIONS: Record<string, Operation> = {
  "POST invocations": invoke,
  "GET list": listFunctions,
  "GET function": getFunction,
  "GET configuration": getConfiguration,
  "GET policy": getPolicy,
};

const PATH = /^\/2015-03-31\/functions(?:\/([^/]+)(?:\/([a-z]+))?)?\/?$/;

export class LambdaService implements Service {
  readonly #dependencies: Pick<LambdaRequest, "lambda" | "logs" | "context">;

  constructor(context: CloudContext, dependencies: Pick<LambdaRequest, "lambda" | "logs">) {
    this.#dependencies = { ...dependencies, context };
  }

  async handle(request: AuthenticatedRequest): Promise<ServiceResponse> {
    const { pathname, searchParams: query } = new URL(request.url, "http://lambda");
    const [matched, name, part = name ? "function" : "list"] = PATH.exec(pathname) ?? [];
    const operation = matched === undefined ? undefined : OPERATIONS[`${request.method} ${part}`];
    if (!operation) throw unknownOperation(request.method, pathname);
    const arn = toFunctionArn(this.#dependencies.context, decodeURIComponent(name ?? ""));
    const qualifier = query.get("Qualifier");
    const functionArn = qualifier ? `${arn}:${qualifier}` : arn;
    return operation({ ...this.#dependencies, request, functionArn, query });
  }
}

function listFunctions({ request, lambda, query }: LambdaRequest) {
  request.authorize({ action: "lambda:ListFunctions", resource: "*" });
  const start = Number(query.get("Marker") ?? 0);
  const end = start + Math.min(Number(query.get("MaxItems") ?? MAX_LISTED), MAX_LISTED);
  const all = lambda.listFunctions();
  return json({
    ...(end < all.length && { NextMarker: String(end) }),
    Functions: all.slice(start, end).map(describeConfiguration),
  });
}

function getFunction(call: LambdaRequest) {
  return json(describeFunction(find(call, "lambda:GetFunction")));
}

function getConfiguration(call: LambdaRequest) {
  return json(describeConfiguration(find(call, "lambda:GetFunctionConfiguration")));
}

function getPolicy(call: LambdaRequest) {
  const { functionName } = find(call, "lambda:GetPolicy");
  const Policy = call.lambda.getPolicy(functionName);
  if (Policy !== undefined) return json({ Policy });
  throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
}

/** @throws AwsError unless the caller may do `action` with a function that exists */
function find(call: LambdaRequest, action: string) {
  call.request.authorize({ action, resource: call.functionArn });
  return findFunction(call);
}

const json = (content: object): ServiceResponse => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(content)),
});

const unknownOperation = (method: string, path: string) =>
  new AwsError(
    "UnknownOperationException",
    `The local cloud's Lambda has no operation ${method} ${path}. It has Invoke, ListFunctions, GetFunction, ` +
      "GetFunctionConfiguration and GetPolicy; functions are made and changed by the program.",
    404,
  );
