import { expect, test } from "vitest";
import { findVersion, isAtLeast, type Version } from "./version.ts";

test.each<[string, Version | undefined]>([
  ["v3.259.0\n", [3, 259, 0]],
  ["go1.26.8", [1, 26, 8]],
  ["go 1.26", [1, 26, 0]],
  ["v3.260.0-alpha.1", [3, 260, 0]],
  ["development", undefined],
])("%j is read", (text, version) => {
  expect(findVersion(text)).toEqual(version);
});

test.each<[Version, Version, boolean]>([
  [[3, 259, 0], [3, 259, 0], true],
  [[3, 259, 1], [3, 259, 0], true],
  [[4, 0, 0], [3, 259, 0], true],
  [[3, 258, 9], [3, 259, 0], false],
  [[2, 999, 0], [3, 259, 0], false],
])("%j against %j is new enough: %s", (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});
