import { expect, test } from "vitest";
import { deadlineOf } from "./deadline.ts";
import { contextWith } from "./events.testing.ts";
import { MemoryClock } from "./memory.ts";

test("work is given up half a second before Lambda would end it", () => {
  const clock = new MemoryClock();
  expect(deadlineOf(contextWith(3_000), clock)).toBe(clock.now() + 2_500);
});
