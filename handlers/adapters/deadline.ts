// How long a function may go on with work that can be given up.
import type { Context } from "aws-lambda";
import type { Clock } from "../domain/ports.ts";

/** Milliseconds kept for what comes after the last post: forgetting who is gone, the log, the reply. */
const MARGIN_MS = 500;

/** When to give up, in milliseconds since the Unix epoch: a little before Lambda ends the invocation. */
export function deadlineOf(context: Pick<Context, "getRemainingTimeInMillis">, clock: Clock) {
  return clock.now() + context.getRemainingTimeInMillis() - MARGIN_MS;
}
