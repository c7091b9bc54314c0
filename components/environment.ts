// Environment variables that a function can be given.
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./errors.ts";
import { isUnknown } from "./unknown.ts";

/** What Lambda sets itself. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED = [
  ...(["_HANDLER", "_X_AMZN_TRACE_ID", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT"] as const),
  ...(["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV"] as const),
  ...(["AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const),
  ...(["AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] as const),
  ...(["AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE"] as const),
  ...(["AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API"] as const),
] as const;

const NAME = /^[A-Za-z]\w+$/;

/** Variables by name, but for those that Lambda sets, and those that are set otherwise. */
export type Environment<Taken extends string = never> = Record<string, pulumi.Input<string>> & {
  [Name in (typeof RESERVED)[number] | Taken]?: never;
};

/**
 * @param at what the variables belong to, as in `routes["send"].`
 * @param taken names of variables that the component sets
 */
export function environmentProblems(
  environment: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
  at = "",
  taken: string[] = [],
): Problem[] {
  if (environment === undefined || isUnknown(environment)) return [];
  return Object.keys(environment).flatMap((name) => {
    const wrong = faultOf(name, taken);
    const argument = `${at}environment.${name}`;
    return wrong ? [{ argument, wrong, remedy: "Give it another name" }] : [];
  });
}

function faultOf(name: string, taken: string[]) {
  if (RESERVED.some((reserved) => reserved === name)) return "Lambda sets it itself";
  if (taken.includes(name)) return "the component sets it itself";
  return NAME.test(name) ? "" : "Lambda wants two letters, digits or _ at least, a letter first";
}
