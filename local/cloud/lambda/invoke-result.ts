// What an invocation ends with, in the words of Lambda.
import type { ErrorReport } from "./runtime/errors.ts";

/** `failed` is what AWS reports with the header X-Amz-Function-Error. */
export type InvokeResult =
  /** JSON text. */
  { kind: "returned"; payload: string } | Failed;

interface Failed {
  kind: "failed";
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** What the caller gets, as JSON text. */
export function payloadOf(result: InvokeResult) {
  if (result.kind === "returned") return result.payload;
  const { errorType, errorMessage, trace } = result;
  return JSON.stringify({ errorType, errorMessage, trace });
}

/** Errors that the process does not report itself: it is no more. */
const FAULTS = new Set(["Runtime.ExitError", "Runtime.OutOfMemory"]);

export const isFault = (result: InvokeResult): result is Failed =>
  result.kind === "failed" && FAULTS.has(result.errorType);

/** 6 MB and what the envelope takes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_PAYLOAD_BYTES = 6_291_556;

/** Of an asynchronous invocation's event: 1 MB, by the same page. */
export const MAX_ASYNC_PAYLOAD_BYTES = 1_048_576;

export function reported({ errorType, errorMessage, trace }: ErrorReport): InvokeResult {
  return { kind: "failed", errorType, errorMessage, trace };
}

/** @param seconds as it is to be printed, such as `3.00` */
export function timedOut(requestId: string, seconds: string): InvokeResult {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
  return { kind: "failed", errorType: "Sandbox.Timedout", errorMessage };
}

/** @param reason such as `exit status 1`; undefined when the process ended without one */
export function exited(requestId: string, reason: string | undefined): InvokeResult {
  const how = reason ? `exited with error: ${reason}` : "exited without providing a reason";
  const errorMessage = `RequestId: ${requestId} Error: Runtime ${how}`;
  return { kind: "failed", errorType: "Runtime.ExitError", errorMessage };
}

/** Its process was killed for having more memory than the function is given. */
export function outOfMemory(requestId: string): InvokeResult {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`;
  return { kind: "failed", errorType: "Runtime.OutOfMemory", errorMessage };
}

export function tooLarge(): InvokeResult {
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`;
  return { kind: "failed", errorType: "Function.ResponseSizeTooLarge", errorMessage };
}
