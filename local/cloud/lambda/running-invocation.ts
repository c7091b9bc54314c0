// An invocation in progress: its time, its lines in the log, and the one result that it ends with.
import type { Clock, Timer } from "../clock.ts";
import type { InvokeResult } from "./invoke-result.ts";
import { isFault } from "./invoke-result.ts";
import type { LogStream, Outcome } from "./log-stream.ts";
import type { Invocation } from "./runtime/runtime-client.ts";

/** What is to be run, for as long as the function's time limit says. */
export type InvocationRequest = Omit<Invocation, "deadline">;

interface RunningOptions {
  clock: Clock;
  stream: LogStream;
  /** Milliseconds. */
  limitMs: number;
  /** The time is over; the invocation goes on until it is settled. */
  timedOut(): void;
}

/** What the process that ran it had taken so far. */
interface Usage {
  /** Of the environment's first invocation only, milliseconds. */
  initDuration: number | undefined;
  maxMemoryMb: number;
}

export class RunningInvocation {
  readonly request: InvocationRequest;
  readonly result: Promise<InvokeResult>;
  readonly #options: RunningOptions;
  readonly #startedAt: number;
  readonly #limit: Timer;
  #resolve: (result: InvokeResult) => void = () => {};

  constructor(options: RunningOptions, request: InvocationRequest) {
    const { clock, limitMs, timedOut } = options;
    this.request = request;
    this.result = new Promise((resolve) => (this.#resolve = resolve));
    this.#options = options;
    this.#startedAt = clock.now();
    this.#limit = clock.after(limitMs, timedOut);
  }

  /** As the process is told it, which has started to run it now. */
  begin(): Invocation {
    const { clock, stream, limitMs } = this.#options;
    stream.start(this.request.requestId);
    stream.resume();
    const left = limitMs - (clock.now() - this.#startedAt);
    // The process tells the time left by the machine's clock, the only one it has.
    return { ...this.request, deadline: Date.now() + left };
  }

  settle(result: InvokeResult, usage: Usage) {
    const { clock, stream } = this.#options;
    this.#limit.cancel();
    if (isFault(result)) stream.fault(result.errorType, result.errorMessage);
    stream.end({
      requestId: this.request.requestId,
      duration: clock.now() - this.#startedAt,
      ...usage,
      outcome: outcomeOf(result),
    });
    this.#resolve(result);
  }
}

/** As the log tells it. */
export function outcomeOf(result: InvokeResult): Outcome {
  if (result.kind === "returned") return { status: "success" };
  if (result.errorType === "Sandbox.Timedout") return { status: "timeout" };
  return { status: "error", errorType: result.errorType };
}
