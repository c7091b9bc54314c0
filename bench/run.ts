// One run of the bench: how often everything is done, in which order, and that nothing of it is left behind.
import { Lifetime } from "../local/cli/lifetime.ts";
import type { Table } from "./report/table.ts";

export type Measure = (run: Run) => Promise<Table[]>;

type Steps<Results> = { [Name in keyof Results]: (lifetime: Lifetime) => Promise<Results[Name]> };
type Rounds<Results> = { [Name in keyof Results]: Results[Name][] };

export class Run {
  readonly rounds: number;
  readonly #lifetime: Lifetime;

  constructor(rounds: number, lifetime: Lifetime) {
    this.rounds = rounds;
    this.#lifetime = lifetime;
  }

  /**
   * Takes every step once in each round, by turns, so that what else the machine does meets all of them.
   * @returns of each step, by its name, what it gave in each round
   */
  async byTurns<Results extends object>(steps: Steps<Results>): Promise<Rounds<Results>> {
    const names = Object.keys(steps) as (keyof Results & string)[];
    const given = {} as Rounds<Results>;
    for (const name of names) given[name] = [];
    for (let round = 1; round <= this.rounds; round++) {
      for (const name of names) {
        this.say(`${name}, round ${round} of ${this.rounds}`);
        given[name].push(await this.during(steps[name]));
      }
    }
    return given;
  }

  /** Does `work` with a lifetime of its own, which ends with the work, or with the run if that is sooner. */
  async during<T>(work: (lifetime: Lifetime) => Promise<T>): Promise<T> {
    const own = new Lifetime();
    await this.#lifetime.onEnd(() => own.end());
    try {
      return await work(own);
    } finally {
      await own.end();
    }
  }

  /** Tells the person who waits what is going on. */
  say(what: string) {
    process.stderr.write(`${what}\n`);
  }
}
