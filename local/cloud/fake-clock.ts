// A clock that only moves when a test says so.
import type { Clock } from "./clock.ts";

interface Pending {
  at: number;
  callback: () => void;
}

export class FakeClock implements Clock {
  #now: number;
  #pending: Pending[] = [];

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now() {
    return this.#now;
  }

  after(ms: number, callback: () => void) {
    const pending = { at: this.#now + ms, callback };
    this.#pending.push(pending);
    return { cancel: () => void (this.#pending = this.#pending.filter((other) => other !== pending)) };
  }

  /** Moves the clock by `ms`, calling what falls due on the way, in order of its time. */
  advance(ms: number) {
    const end = this.#now + ms;
    for (let due = this.#nextBefore(end); due; due = this.#nextBefore(end)) {
      this.#pending = this.#pending.filter((other) => other !== due);
      this.#now = due.at;
      due.callback();
    }
    this.#now = end;
  }

  #nextBefore(end: number) {
    return this.#pending.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
