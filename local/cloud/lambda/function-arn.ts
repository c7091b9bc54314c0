// How a function, a version or an alias is named from outside: by its ARN and by the URI that an integration calls.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";

/** The version that a function's program changes, and all that there is until it is published. */
export const LATEST = "$LATEST";

/** A function, and which of its versions, as a caller names them. */
export interface FunctionName {
  functionName: string;
  /** A version's number, the name of an alias, or `$LATEST`. Undefined: the function itself, which is $LATEST too. */
  qualifier?: string;
}

/** @param qualifier without it, the ARN of the function itself */
export function functionArn(
  { partition, region, accountId }: CloudContext,
  functionName: string,
  qualifier?: string,
) {
  const arn = `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

/** The URI of an API Gateway integration. */
export function invokeArn({ partition, region }: CloudContext, arn: string) {
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

/**
 * What an ARN of this account and region names.
 * @throws AwsError ResourceNotFoundException for any other
 */
export function parseFunctionArn(context: CloudContext, arn: string): FunctionName {
  const prefix = functionArn(context, "");
  const [functionName, qualifier, ...rest] = arn.startsWith(prefix)
    ? arn.slice(prefix.length).split(":")
    : [];
  if (!functionName || rest.length > 0) throw functionNotFound(arn);
  return { functionName, qualifier };
}

/** The ARN behind what the API takes as a function's name: a name, an ARN, or an ARN's last parts. */
export function toFunctionArn(context: CloudContext, name: string): string {
  if (name.startsWith("arn:")) return name;
  const [, short = name] = /^\d{12}:function:(.+)$/.exec(name) ?? [];
  return functionArn(context, short);
}

/** @param nameOrArn as the caller gave it */
export function functionNotFound(nameOrArn: string) {
  return new AwsError("ResourceNotFoundException", `Function not found: ${nameOrArn}`, 404);
}
