// How a function is named from outside: by its ARN and by the URI that an integration calls.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";

export function functionArn({ partition, region, accountId }: CloudContext, functionName: string) {
  return `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;
}

/** The URI of an API Gateway integration. */
export function invokeArn({ partition, region }: CloudContext, arn: string) {
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

/** The name in an ARN of this account and region, with or without the qualifier `$LATEST`. */
export function functionNameOf(context: CloudContext, arn: string): string {
  const prefix = functionArn(context, "");
  const [name, qualifier = "$LATEST"] = arn.startsWith(prefix) ? arn.slice(prefix.length).split(":") : [];
  if (name && qualifier === "$LATEST") return name;
  throw functionNotFound(arn);
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
