import { expect, test } from "vitest";
import { randomChoice, randomFraction } from "./random.ts";

const always = (byte: number) => ({ bytes: (count: number) => new Uint8Array(count).fill(byte) });

test("a fraction is from 0 up to, not including, 1", () => {
  expect(randomFraction(always(0))).toBe(0);
  expect(randomFraction(always(0x80))).toBeCloseTo(0.5, 2);
  expect(randomFraction(always(0xff))).toBeLessThan(1);
});

test("the first and the last choice can be made", () => {
  expect(randomChoice(always(0), ["a", "b", "c"])).toBe("a");
  expect(randomChoice(always(0xff), ["a", "b", "c"])).toBe("c");
});
