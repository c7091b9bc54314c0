// A call of Lambda's API, on its way to the operation that it names.
import type { CloudContext } from "../../context.ts";
import type { AuthenticatedRequest } from "../../front-door/service.ts";
import type { Logs } from "../../logs/logs.ts";
import { functionNameOf, functionNotFound } from "../function-arn.ts";
import type { FunctionConfiguration, Lambda } from "../lambda.ts";

export interface LambdaRequest {
  request: AuthenticatedRequest;
  lambda: Lambda;
  logs: Pick<Logs, "getLogEvents">;
  context: CloudContext;
  /** Of the function in the path, as the caller gave it: with its qualifier, whether it exists or not. */
  functionArn: string;
  query: URLSearchParams;
}

/** @throws AwsError ResourceNotFoundException */
export function findFunction({ lambda, context, functionArn }: LambdaRequest): FunctionConfiguration {
  const name = functionNameOf(context, functionArn);
  const found = lambda.listFunctions().find(({ functionName }) => functionName === name);
  if (!found) throw functionNotFound(functionArn);
  return found;
}
