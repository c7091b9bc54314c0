// What becomes of an environment that waits for an invocation: it is frozen, and in the end given up.
import type { Clock, Timer } from "../clock.ts";

/**
 * An idle process goes on for this long before it is frozen. Stopping at once would cost every warm call some
 * 40 µs of latency and 80 µs of CPU; after this long it costs nothing that can be measured.
 */
const FREEZE_AFTER_MS = 20;

/** A frozen environment is kept this long: Lambda keeps them for minutes, a laptop has better use for the memory. */
const IDLE_LIFETIME_MS = 5 * 60_000;

interface IdleHandlers {
  freeze(): void;
  giveUp(): void;
}

export class IdleTime {
  readonly #clock: Clock;
  readonly #handlers: IdleHandlers;
  #timer: Timer | undefined;

  constructor(clock: Clock, handlers: IdleHandlers) {
    this.#clock = clock;
    this.#handlers = handlers;
  }

  /** Its process waits. */
  begin() {
    this.#timer = this.#clock.after(FREEZE_AFTER_MS, () => {
      this.#handlers.freeze();
      this.beginWithoutProcess();
    });
  }

  /** It has no process that could be frozen, or that is frozen. */
  beginWithoutProcess() {
    this.#timer = this.#clock.after(IDLE_LIFETIME_MS, () => this.#handlers.giveUp());
  }

  end() {
    this.#timer?.cancel();
  }
}
