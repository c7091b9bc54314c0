import { expect, test } from "vitest";
import { readme } from "./readme.ts";

test("README.md lists the rules as they are: `node policy/readme.ts` writes it", () => {
  const { text, current } = readme();
  expect(text).toBe(current);
});
