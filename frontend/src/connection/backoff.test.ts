import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASE_DELAY, MAX_DELAY, backoffDelay } from "./backoff.ts";

const failures = fc.nat({ max: 2_000 });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("back-off", () => {
  test("[CLI-3] every wait is finite, not negative and below the cap", () => {
    fc.assert(
      fc.property(failures, chance, (count, random) => {
        const delay = backoffDelay(count, () => random);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThan(MAX_DELAY);
      }),
    );
  });

  test("[CLI-3] one more failure never shortens the wait for the same draw", () => {
    fc.assert(
      fc.property(failures, chance, (count, random) => {
        expect(backoffDelay(count + 1, () => random)).toBeGreaterThanOrEqual(
          backoffDelay(count, () => random),
        );
      }),
    );
  });

  test("[CLI-3] the ceiling doubles from one second until it meets the cap", () => {
    const ceilings = [0, 1, 2, 3, 4, 5, 6].map((count) => backoffDelay(count, () => 1));
    expect(ceilings).toEqual([1, 2, 4, 8, 16, 30, 30].map((seconds) => seconds * 1_000));
  });

  test("[CLI-3] a thousand clients dropped together fill every tenth of the first second alike", () => {
    const delays = Array.from({ length: 1_000 }, (_, client) => backoffDelay(0, () => client / 1_000));
    const perTenth = Array<number>(10).fill(0);
    for (const delay of delays) perTenth[Math.floor((delay / BASE_DELAY) * 10)]! += 1;
    expect(perTenth).toEqual(Array(10).fill(100));
  });
});
