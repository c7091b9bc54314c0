// Schema of a function's environment variables.
import * as v from "valibot";
import { show, stringMap } from "../schema.ts";

/** Bytes of all names and values together: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const ENVIRONMENT_MAX = 4_096;

/** What Lambda sets itself: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_DEFAULT_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_REGION",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "LAMBDA_RUNTIME_DIR",
  "LAMBDA_TASK_ROOT",
]);

const size = (variables: Record<string, string>) =>
  Object.entries(variables).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);

const misnamed = (variables: Record<string, string>) =>
  Object.keys(variables).find((name) => RESERVED.has(name) || !/^[a-zA-Z]\w+$/.test(name));

export const environmentVariables = v.pipe(
  stringMap,
  v.check(
    (variables) => misnamed(variables) === undefined,
    ({ input }) =>
      `has ${show(misnamed(input))}, which Lambda keeps for itself or does not allow (a letter first, then letters, digits and _, two at least); choose another name`,
  ),
  v.check(
    (variables) => size(variables) <= ENVIRONMENT_MAX,
    ({ input }) =>
      `takes ${size(input)} bytes, and Lambda allows ${ENVIRONMENT_MAX} for all names and values; move what is large elsewhere`,
  ),
);
