// A clock that only moves when a test says so.
import type { Clock } from "./clock.ts";

interface Pending {
  at: number;
  callback: () => void;
}

export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #pending = new Set<Pending>();

  now() {
    return this.#now;
  }

  after(ms: number, callback: () => void) {
    const pending = { at: this.#now + ms, callback };
    this.#pending.add(pending);
    return { cancel: () => void this.#pending.delete(pending) };
  }

  /** Milliseconds until each pending call, soonest first. */
  get due() {
    return [...this.#pending].map(({ at }) => at - this.#now).sort((a, b) => a - b);
  }

  /** Moves the clock by `ms`, calling what falls due on the way, in order of its time. */
  advance(ms: number) {
    const end = this.#now + ms;
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      this.#pending.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }

  #nextUntil(end: number) {
    return [...this.#pending].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
