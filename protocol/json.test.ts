import { describe, expect, test } from "vitest";
import { nestsDeeperThan, utf8Bytes } from "./json.ts";

/** An array in an array, `levels` of them. */
function nested(levels: number): unknown {
  return JSON.parse("[".repeat(levels) + "]".repeat(levels));
}

describe("nestsDeeperThan", () => {
  test.each([
    [0, null],
    [0, "text"],
    [1, []],
    [1, {}],
    [2, [[]]],
    [2, { a: [1, 2] }],
    [3, [1, [2, { b: 3 }]]],
  ])("%i levels hold %j, and one less does not", (levels, value) => {
    expect(nestsDeeperThan(levels, value)).toBe(false);
    if (levels > 0) expect(nestsDeeperThan(levels - 1, value)).toBe(true);
  });

  test("a value deep enough to overflow a recursive reader is measured safely", () => {
    expect(nestsDeeperThan(64, nested(16_000))).toBe(true);
  });
});

test.each([
  ["", 0],
  ["abc", 3],
  ["é", 2],
  ["€", 3],
  ["👋", 4],
])("%j has %i bytes", (text, bytes) => {
  expect(utf8Bytes(text)).toBe(bytes);
});
