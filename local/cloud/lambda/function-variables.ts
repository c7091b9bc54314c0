// The variables a function may bring: Lambda's rules for their names and their size.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
import { AwsError } from "../errors.ts";

/** Lambda sets these itself; the same list as in the guide, section "Defined runtime environment variables". */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

/** Two characters at least, the first a letter. */
const NAME_PATTERN = /^[a-zA-Z][a-zA-Z0-9_]+$/;

/** 4 KB of JSON: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_BYTES = 4096;

/** @throws AwsError InvalidParameterValueException naming the variables at fault */
export function checkVariables(functionName: string, variables: Record<string, string>) {
  const refuse = (problem: string) => {
    const message = `Lambda was unable to configure the environment variables of function ${functionName}: ${problem}`;
    throw new AwsError("InvalidParameterValueException", message);
  };
  const names = Object.keys(variables);
  const reserved = names.filter((name) => RESERVED.has(name));
  if (reserved.length > 0) refuse(`Lambda sets ${reserved.join(", ")} itself, choose another name`);
  const malformed = names.filter((name) => !NAME_PATTERN.test(name));
  if (malformed.length > 0) {
    refuse(`${malformed.join(", ")} must be letters, digits and _, two at least, a letter first`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes > MAX_BYTES)
    refuse(`together they have ${bytes} bytes as JSON, at most ${MAX_BYTES} are allowed`);
}
