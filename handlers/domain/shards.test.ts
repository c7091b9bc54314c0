import { expect, test } from "vitest";
import { shardFor, shardsOf } from "./shards.ts";

test("a new connection goes to a shard that is walked", () => {
  expect(shardsOf("lobby")).toContain(shardFor("L0SM9cOFvHcCIhw="));
});

test("a connection id always has the same shard, and many ids spread evenly", () => {
  const counts = [0, 0, 0, 0];
  for (let id = 0; id < 4_000; id++) {
    const shard = shardFor(`L0SM9c${id}CIhw=`, 4);
    expect(shardFor(`L0SM9c${id}CIhw=`, 4)).toBe(shard);
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  expect(counts).toHaveLength(4);
  expect(Math.min(...counts)).toBeGreaterThan(800);
});

test("the hash is FNV-1a, so that a deployment finds what the one before it wrote", () => {
  expect(shardFor("foobar", 2 ** 32)).toBe(0xbf9cf968);
});
