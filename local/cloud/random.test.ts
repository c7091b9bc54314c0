import { describe, expect, test } from "vitest";
import { seededRandom, systemRandom } from "./random.ts";

describe("the system's chance", () => {
  test.each([1, 16, 8_192, 20_000])("gives as many bytes as are asked for: %i", (count) => {
    expect(systemRandom.bytes(count)).toHaveLength(count);
  });

  test("gives no bytes twice, and keeps no hold of those it gave", () => {
    const ids = new Set<string>();
    for (let id = 0; id < 5_000; id++) {
      const bytes = systemRandom.bytes(16);
      ids.add(bytes.toString("hex"));
      bytes.fill(0);
    }
    expect(ids.size).toBe(5_000);
  });
});

test("a seed gives the same bytes again, and another seed others", () => {
  const taken = (seed: string) => {
    const random = seededRandom(seed);
    return [3, 40, 5].map((count) => random.bytes(count).toString("hex"));
  };
  expect(taken("a")).toEqual(taken("a"));
  expect(taken("a")).not.toEqual(taken("b"));
});
