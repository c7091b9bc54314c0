import { expect, test } from "vitest";
import { clockTime, dayName, dayOf, exactTime } from "./dates.ts";

const berlin = { language: "en-GB", timeZone: "Europe/Berlin" };
const lateEvening = Date.UTC(2026, 0, 31, 23, 30);

test("a time is shown in the reader's zone", () => {
  expect(clockTime(lateEvening, berlin)).toBe("00:30");
  expect(clockTime(lateEvening, { language: "en-US", timeZone: "UTC" })).toMatch(/^11:30\sPM$/);
});

test("the exact time names the day and the second", () => {
  expect(exactTime(lateEvening, berlin)).toMatch(/^Sunday,? 1 February 2026 at 00:30:00$/);
});

test("the day is the reader's, not the server's", () => {
  expect(dayOf(lateEvening, berlin)).toBe("2026-02-01");
  expect(dayOf(lateEvening, { timeZone: "UTC" })).toBe("2026-01-31");
});

test.each([
  [0, "Today"],
  [1, "Yesterday"],
  [2, "Friday 30 January"],
  [40, "Tuesday 23 December 2025"],
])("%i days ago is called %s, give or take a comma", (days, name) => {
  const now = Date.UTC(2026, 1, 1, 12);
  expect(dayName(now - days * 86_400_000, now, berlin).replace(",", "")).toBe(name);
});
