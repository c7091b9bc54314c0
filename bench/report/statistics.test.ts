import fc from "fast-check";
import { expect, test } from "vitest";
import { median, ratios, spread } from "./statistics.ts";

test.each([
  [[3], 3],
  [[10, 9, 1], 9],
  [[4, 1, 3, 2], 2.5],
])("the median of %j is %d", (samples, expected) => {
  expect(median(samples)).toBe(expected);
});

test("as many samples are at or below the median as are at or above it", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (samples) => {
      const middle = median(samples);
      const below = samples.filter((sample) => sample <= middle).length;
      const above = samples.filter((sample) => sample >= middle).length;
      expect(Math.min(below, above)).toBeGreaterThanOrEqual(samples.length / 2);
    }),
  );
});

test("nothing measured has no median", () => {
  expect(median([])).toBeNaN();
});

test("samples are left in the order of their rounds", () => {
  const samples = [3, 1, 2];
  median(samples);
  expect(samples).toEqual([3, 1, 2]);
});

test("the spread runs from the least to the most", () => {
  expect(spread([5, -1, 12, 3])).toEqual([-1, 12]);
});

test("ratios compare samples of the same round", () => {
  expect(ratios([10, 30], [5, 10])).toEqual([2, 3]);
});
