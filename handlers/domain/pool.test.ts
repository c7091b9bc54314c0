import { expect, test } from "vitest";
import { forEachAtMost } from "./pool.ts";

async function* numbers(count: number, onRead?: (read: number) => void) {
  for (let number = 0; number < count; number++) {
    onRead?.(number + 1);
    yield number;
  }
}

test("[DLV-9] no more than the limit is worked on at one time, and all of it is", async () => {
  const full = Promise.withResolvers<void>();
  let under = 0;
  let most = 0;
  const done: number[] = [];
  await forEachAtMost(3, numbers(20), async (number) => {
    most = Math.max(most, ++under);
    if (under === 3) full.resolve();
    await full.promise;
    under--;
    done.push(number);
  });
  expect(most).toBe(3);
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, number) => number));
});

test("the source is read no further than there is someone to work on it", async () => {
  const blocked = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  let read = 0;
  let working = 0;
  const all = forEachAtMost(
    2,
    numbers(10, (count) => (read = count)),
    async () => {
      if (++working === 2) begun.resolve();
      await blocked.promise;
    },
  );
  await begun.promise;
  expect(read).toBe(2);
  blocked.resolve();
  await all;
  expect(read).toBe(10);
});

test("when the source fails, work under way ends before the failure is thrown", async () => {
  const failed = Promise.withResolvers<void>();
  let ended = false;
  async function* source() {
    yield 1;
    failed.resolve();
    throw new Error("the page cannot be read");
  }
  const all = forEachAtMost(2, source(), async () => {
    await failed.promise;
    await Promise.resolve();
    ended = true;
  });
  await expect(all).rejects.toThrow("the page cannot be read");
  expect(ended).toBe(true);
});
