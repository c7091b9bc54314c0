// A call of Lambda's API, on its way to the operation that it names.
import * as v from "valibot";
import type { CloudContext } from "../../context.ts";
import { AwsError } from "../../errors.ts";
import type { AuthenticatedRequest, ServiceResponse } from "../../front-door/service.ts";
import type { ConditionContext } from "../../iam/condition-keys.ts";
import type { Logs } from "../../logs/logs.ts";
import { LATEST, parseFunctionArn } from "../function-arn.ts";
import type { FunctionConfiguration, Lambda } from "../lambda.ts";

export interface LambdaRequest {
  request: AuthenticatedRequest;
  lambda: Lambda;
  logs: Pick<Logs, "getLogEvents">;
  context: CloudContext;
  /** Of the function in the path, as the caller gave it: with its qualifier, whether it exists or not. */
  functionArn: string;
  /** What else the path names. */
  parameters: Partial<Record<string, string>>;
  query: URLSearchParams;
}

/**
 * The function in the path, for who may do `action` with it.
 * @param action such as `lambda:GetFunction`
 * @throws AwsError AccessDeniedException, ResourceNotFoundException, InvalidParameterValueException for a version or an
 *   alias
 */
export function authorizedFunction(
  call: LambdaRequest,
  action: string,
  context?: ConditionContext,
): FunctionConfiguration {
  const { configuration, qualifier = LATEST } = authorizedVersion(call, action, context);
  if (qualifier === LATEST) return configuration;
  throw new AwsError(
    "InvalidParameterValueException",
    "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. " +
      "Please specify either a function name or an unqualified function ARN.",
  );
}

/**
 * The function, the version or the alias in the path, for who may do `action` with it.
 * @throws AwsError AccessDeniedException, ResourceNotFoundException
 */
export function authorizedVersion(call: LambdaRequest, action: string, context?: ConditionContext) {
  call.request.authorize({ action, resource: call.functionArn, context });
  const { functionName, qualifier } = parseFunctionArn(call.context, call.functionArn);
  return { configuration: call.lambda.getFunction(functionName, qualifier), functionName, qualifier };
}

/**
 * The fields of the body.
 * @param schema names every field that has an effect here: the others are refused
 * @throws AwsError InvalidRequestContentException, ValidationException, InvalidParameterValueException
 */
export function bodyOf<Schema extends v.GenericSchema>(
  { request }: LambdaRequest,
  schema: Schema,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, parse(request.body));
  if (parsed.success) return parsed.output;
  const issue = parsed.issues.find(isForeign) ?? parsed.issues[0];
  const field = v.getDotPath(issue) ?? "the body";
  if (isForeign(issue)) {
    const message = `The local cloud's Lambda has no ${field}: leave it out`;
    throw new AwsError("InvalidParameterValueException", message);
  }
  throw new AwsError("ValidationException", `1 validation error detected: ${field}: ${issue.message}`);
}

/** A field that the schema does not name. */
const isForeign = ({ expected }: { expected: string | null }) => expected === "never";

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8") || "{}");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError("InvalidRequestContentException", `Could not parse request body into json: ${reason}`);
  }
}

/** An answer of JSON. */
export const json = (content: object, status = 200): ServiceResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(content)),
});

/** The answer to what has been done and returns nothing. */
export const noContent = (): ServiceResponse => ({ status: 204, headers: {}, body: Buffer.alloc(0) });
