// What a screen reader hears of arrivals. The visible list is no live region: it also changes when old rows go.
import type { Clock, Timer } from "../connection/clock.ts";

/** Milliseconds in which arrivals are gathered, so that a burst is one line and not a queue of speech. */
export const GATHER = 1_000;

/** Arrivals within GATHER that are still read out one by one. */
export const READ_OUT = 3;

/** Milliseconds a line stays: long enough to be picked up, short enough not to be found when browsing the page. */
export const LINE_STAYS = 7_000;

export class Announcer {
  /** The lines now in the log, oldest first. */
  lines = $state.raw<readonly { text: string }[]>([]);
  readonly #clock: Clock;
  #gathered: string[] = [];
  #gathering: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Announces one arrival soon. */
  announce(text: string) {
    this.#gathered.push(text);
    this.#gathering ??= this.#clock.after(GATHER, () => this.#speak());
  }

  #speak() {
    const texts =
      this.#gathered.length > READ_OUT ? [`${this.#gathered.length} new messages`] : this.#gathered;
    this.#gathered = [];
    this.#gathering = undefined;
    const spoken = texts.map((text) => ({ text }));
    this.lines = [...this.lines, ...spoken];
    this.#clock.after(LINE_STAYS, () => (this.lines = this.lines.filter((line) => !spoken.includes(line))));
  }
}
