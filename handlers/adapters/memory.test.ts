import { describe, expect, test } from "vitest";
import { rowsSuite } from "../domain/rows.suite.ts";
import { memoryRows, seededRandom } from "./memory.ts";

describe("rows in memory", () => {
  rowsSuite(memoryRows);
});

test("a seed gives the same bytes again, and another seed gives others", () => {
  expect(seededRandom(7).bytes(8)).toEqual(seededRandom(7).bytes(8));
  expect(seededRandom(7).bytes(8)).not.toEqual(seededRandom(8).bytes(8));
});
