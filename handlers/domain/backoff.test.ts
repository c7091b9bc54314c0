import { expect, test } from "vitest";
import { fullJitter } from "./backoff.ts";

const always = (byte: number) => ({ bytes: (count: number) => new Uint8Array(count).fill(byte) });

test("[DLV-7] a wait is anything from nothing to a limit that doubles up to a second", () => {
  const longest = [0, 1, 2, 3, 4, 5, 50].map((failures) => fullJitter(failures, always(0xff)));
  expect(longest).toEqual([99, 199, 399, 799, 999, 999, 999]);
  expect(fullJitter(3, always(0))).toBe(0);
});
