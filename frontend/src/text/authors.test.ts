import fc from "fast-check";
import { expect, test } from "vitest";
import { HUES, authorHue } from "./author-hue.ts";
import { initials } from "./initials.ts";

test.each([
  ["Ada Lovelace", "AL"],
  ["guest 4711", "G4"],
  ["Quiet Grey Heron", "QH"],
  ["ömer", "Ö"],
  ["𝒜da", "𝒜"],
  ["!?", "?"],
  ["", "?"],
])("the initials of %j are %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test("an author's colour is one of the palette and always the same", () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      expect(authorHue(id)).toMatch(new RegExp(`^hue-[0-${HUES - 1}]$`));
      expect(authorHue(id)).toBe(authorHue(id));
    }),
  );
});

test("authors spread over the whole palette", () => {
  const hues = Array.from({ length: 100 }, (_, index) => authorHue(`guest-${index}`));
  expect(new Set(hues).size).toBe(HUES);
});
