import { expect, test } from "vitest";
import { Lifetime } from "./lifetime.ts";

test("the end undoes everything, the last first, and only once", async () => {
  const lifetime = new Lifetime();
  const undone: string[] = [];
  await lifetime.onEnd(() => void undone.push("first"));
  await lifetime.onEnd(async () => void undone.push("second"));
  await Promise.all([lifetime.end(), lifetime.end()]);
  expect(undone).toEqual(["second", "first"]);
  expect(lifetime.signal.aborted).toBe(true);
});

test("what is registered after the end has begun is undone at once", async () => {
  const lifetime = new Lifetime();
  await lifetime.end();
  let undone = false;
  await lifetime.onEnd(() => void (undone = true));
  expect(undone).toBe(true);
});
