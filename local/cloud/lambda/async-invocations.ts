// Invocations that nobody waits for: tried again when they fail, and dropped when that does not help.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
import type { Timer } from "../clock.ts";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { InvokeResult } from "./invoke-result.ts";

/** Before the second attempt and before the third and last. */
const RETRY_AFTER_MS = [60_000, 120_000];

/** A throttled event is tried again after a second, then after twice as long each time, up to five minutes. */
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 300_000;

/** An event that was throttled for so long is dropped. */
const MAX_AGE_MS = 6 * 3_600_000;

interface Queued {
  functionName: string;
  acceptedAt: number;
  /** @throws AwsError when the function is throttled or gone */
  attempt(): Promise<InvokeResult>;
}

export class AsyncInvocations {
  readonly #context: CloudContext;
  readonly #timers = new Set<Timer>();

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /** Returns at once; what becomes of it is seen in the function's log, and in a `dropped` event. */
  add(functionName: string, attempt: () => Promise<InvokeResult>) {
    void this.#try({ functionName, attempt, acceptedAt: this.#context.clock.now() }, 0, FIRST_BACKOFF_MS);
  }

  stop() {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  /** @param failures so far, of the function itself */
  async #try(queued: Queued, failures: number, backoffMs: number) {
    try {
      const result = await queued.attempt();
      if (result.kind === "returned") return;
      const pause = RETRY_AFTER_MS[failures];
      if (pause === undefined) return this.#drop(queued, `${result.errorType}: ${result.errorMessage}`);
      this.#after(pause, () => this.#try(queued, failures + 1, FIRST_BACKOFF_MS));
    } catch (error) {
      const isThrottled = error instanceof AwsError && error.status === 429;
      const tooOld = this.#context.clock.now() + backoffMs - queued.acceptedAt > MAX_AGE_MS;
      if (!isThrottled || tooOld) return this.#drop(queued, String(error));
      this.#after(backoffMs, () => this.#try(queued, failures, Math.min(2 * backoffMs, MAX_BACKOFF_MS)));
    }
  }

  #after(ms: number, callback: () => void) {
    const timer = this.#context.clock.after(ms, () => {
      this.#timers.delete(timer);
      callback();
    });
    this.#timers.add(timer);
  }

  #drop({ functionName }: Queued, reason: string) {
    const { clock, events } = this.#context;
    events.emit({ kind: "dropped", at: clock.now(), functionName, reason });
  }
}
