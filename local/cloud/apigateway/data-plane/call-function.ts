// Calls a function on behalf of an API, within a time.
import { AwsError } from "../../errors.ts";
import type { Gateway } from "./gateway.ts";
import { reportRefusal } from "./report.ts";

export interface FunctionCall {
  functionArn: string;
  /** On whose behalf: the function's resource policy has to allow it. */
  sourceArn: string;
  /** JSON text. */
  payload: string;
  timeoutMs: number;
}

export type Answer =
  /** The function returned; `payload` is JSON text. */
  | { kind: "returned"; payload: string }
  /** The function failed, in its own words. */
  | { kind: "failed"; errorType: string; errorMessage: string; trace?: string[] }
  /** The function could not be called at all. */
  | { kind: "refused" }
  | { kind: "timed-out" };

/** Calls before it returns, so that calls start in the order in which they are made. Never rejects. */
export function callFunction(gateway: Gateway, call: FunctionCall): Promise<Answer> {
  const { functionArn, sourceArn, payload, timeoutMs } = call;
  return new Promise((resolve) => {
    const timer = gateway.context.clock.after(timeoutMs, () => resolve({ kind: "timed-out" }));
    const settle = (answer: Answer) => {
      timer.cancel();
      resolve(answer);
    };
    const caller = { service: "apigateway.amazonaws.com", sourceArn };
    gateway.lambda.invoke({ functionArn, payload, caller }).then(settle, (error: unknown) => {
      reportRefusal(gateway, "InvokeFunction", asAwsError(error), "lambda");
      settle({ kind: "refused" });
    });
  });
}

/** What the terminal is told of a call without an answer: what went wrong, and what to do about it. */
export function troubleOf(
  answer: Exclude<Answer, { kind: "returned" }>,
  { functionArn, timeoutMs }: FunctionCall,
) {
  const name = functionArn.split(":")[6];
  switch (answer.kind) {
    case "failed":
      return {
        why: `${name} failed: ${answer.errorMessage}`,
        remedy: "look at the stack in its lines above",
      };
    case "refused":
      return { why: `${name} could not be called`, remedy: "do what the line above asks for" };
    case "timed-out":
      return {
        why: `${name} did not answer within ${timeoutMs} ms`,
        remedy: "do less in it, or do it later; the function itself may still be running",
      };
  }
}

function asAwsError(error: unknown) {
  return error instanceof AwsError ? error : new AwsError("ServiceException", String(error), 500);
}
