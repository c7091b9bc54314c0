// What a run has under way: one thing at a time where order matters, and an end that waits for the rest.
import { StoppedError } from "./errors.ts";

export class Activity {
  /** Fulfilled when `stop` was called and nothing is under way any more. */
  readonly stopped: Promise<void>;
  isStopped = false;
  #resolveStopped: () => void;
  #running = new Set<Promise<unknown>>();
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.stopped = promise;
    this.#resolveStopped = resolve;
  }

  /** Throws when the run has been stopped. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#refuseWhenStopped();
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Runs `work` when all that was given before has ended; throws when the run is stopped by then. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(() => {
      this.#refuseWhenStopped();
      return work();
    });
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  /** Lets nothing new begin. */
  stop() {
    this.isStopped = true;
    void this.idle().then(this.#resolveStopped);
  }

  /** When all that is under way has ended, well or not. */
  async idle() {
    await Promise.allSettled(this.#running);
  }

  #refuseWhenStopped() {
    if (this.isStopped) throw new StoppedError();
  }
}
