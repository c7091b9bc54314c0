// The second argument of a handler: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
import type { Context } from "aws-lambda";
import type { Invocation } from "./runtime-client.ts";

/** `done`, `fail` and `succeed` exist only in runtimes that have callbacks. */
export type InvocationContext = Omit<Context, "done" | "fail" | "succeed">;

export function createContext({ requestId, functionArn, deadline }: Invocation): InvocationContext {
  const { env } = process;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME ?? "",
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION ?? "",
    invokedFunctionArn: functionArn,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? "",
    awsRequestId: requestId,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME ?? "",
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME ?? "",
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}
