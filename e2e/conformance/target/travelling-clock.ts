// The machine's clock, with the power to let hours pass at once: what falls due on the way is called in its order.
import type { Clock, Timer } from "../../../local/cloud/clock.ts";

interface Pending {
  at: number;
  fire(): void;
}

export class TravellingClock implements Clock {
  #offset = 0;
  readonly #pending = new Set<Pending>();

  /** How far it is ahead of the machine's, in ms. */
  get offset() {
    return this.#offset;
  }

  now() {
    return Date.now() + this.#offset;
  }

  after(ms: number, callback: () => void): Timer {
    const cancel = () => {
      clearTimeout(timeout);
      this.#pending.delete(pending);
    };
    const pending: Pending = {
      at: this.now() + ms,
      fire() {
        cancel();
        callback();
      },
    };
    const timeout = setTimeout(pending.fire, ms).unref();
    this.#pending.add(pending);
    return { cancel };
  }

  /** Moves `ms` ahead. */
  advance(ms: number) {
    const end = this.now() + ms;
    for (let due = this.#dueBefore(end); due; due = this.#dueBefore(end)) {
      this.#offset += Math.max(0, due.at - this.now());
      due.fire();
    }
    this.#offset += Math.max(0, end - this.now());
  }

  #dueBefore(end: number) {
    return [...this.#pending].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
