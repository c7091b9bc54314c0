import { expect, test } from "vitest";
import { seededRandom } from "../adapters/memory.ts";
import { newGuest } from "./guest.ts";

test("[CON-5] a guest has an id of its own and a name of two words", () => {
  const random = seededRandom(1);
  const guests = Array.from({ length: 200 }, () => newGuest(random));
  expect(new Set(guests.map(({ id }) => id)).size).toBe(200);
  expect(new Set(guests.map(({ name }) => name)).size).toBeGreaterThan(150);
  for (const { id, name } of guests) {
    expect(id).toMatch(/^guest-[\w-]{16}$/);
    expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
  }
});
