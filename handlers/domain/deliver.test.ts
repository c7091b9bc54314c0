import { beforeEach, expect, test } from "vitest";
import {
  collect,
  MemoryClock,
  MemoryLog,
  memoryRows,
  MemoryTransport,
  seededRandom,
} from "../adapters/memory.ts";
import { deliver } from "./deliver.ts";
import { arrive } from "./membership.ts";
import type { PostOutcome } from "./ports.ts";

const throttled: PostOutcome = { kind: "failed", retry: true, reason: "LimitExceededException" };
const forbidden: PostOutcome = { kind: "failed", retry: false, reason: "ForbiddenException" };
const delivered: PostOutcome = { kind: "delivered" };
const gone: PostOutcome = { kind: "gone" };

const user = { id: "guest-1", name: "Calm Otter" };
const member = { room: "lobby", shard: 0, connectionId: "a=", userId: "guest-1", since: 0, expiresAt: 1 };

let ports: ReturnType<typeof newPorts>;
beforeEach(() => void (ports = newPorts()));

function newPorts() {
  const transport = new MemoryTransport();
  return {
    ...memoryRows(),
    transport,
    clock: new MemoryClock(),
    random: seededRandom(1),
    log: new MemoryLog(),
  };
}

/** Delivers to the member, with this many milliseconds to do it. */
const deliverWithin = (ms: number) => deliver(ports, member, "frame", ports.clock.now() + ms);

test("[DLV-7] a throttled post is tried until it is through", async () => {
  ports.transport.script("a=", throttled, throttled, throttled, delivered);
  expect(await deliverWithin(5_000)).toBe("delivered");
  expect(ports.transport.inboxes.get("a=")).toEqual(["frame"]);
  expect(ports.clock.slept).toHaveLength(3);
});

test("[DLV-7] a post that stays throttled is given up in time, and logged", async () => {
  ports.transport.script("a=", throttled);
  const deadline = ports.clock.now() + 5_000;
  expect(await deliver(ports, member, "frame", deadline)).toBe("failed");
  expect(ports.clock.now()).toBeLessThan(deadline);
  expect(ports.clock.slept.length).toBeGreaterThan(5);
  expect(ports.log.of("message not delivered")).toEqual([
    {
      level: "info",
      event: "message not delivered",
      connectionId: "a=",
      room: "lobby",
      reason: "LimitExceededException",
    },
  ]);
});

test("[DLV-7] a post that can only fail is not tried again", async () => {
  ports.transport.script("a=", forbidden);
  expect(await deliverWithin(5_000)).toBe("failed");
  expect(ports.clock.slept).toEqual([]);
});

test("[DLV-7] without time nothing is posted", async () => {
  expect(await deliverWithin(0)).toBe("failed");
  expect(ports.transport.inboxes.size).toBe(0);
  expect(ports.log.of("message not delivered")).toMatchObject([{ reason: "OutOfTime" }]);
});

test("[DLV-7] a post is given the time that is left", async () => {
  const limits: number[] = [];
  const transport = {
    async post(_connectionId: string, _frame: string, withinMs: number) {
      limits.push(withinMs);
      ports.clock.advance(200);
      return limits.length === 1 ? throttled : delivered;
    },
  };
  await deliver({ ...ports, transport }, member, "frame", ports.clock.now() + 1_000);
  expect(limits).toEqual([1_000, 800 - (ports.clock.slept[0] ?? 0)]);
});

test("[DLV-6] a connection that is gone is forgotten, without another try", async () => {
  await arrive(ports, { id: "a=", user, rooms: { lobby: 0 }, connectedAt: 0, expiresAt: 1 });
  ports.transport.script("a=", gone);
  expect(await deliverWithin(5_000)).toBe("gone");
  expect(ports.clock.slept).toEqual([]);
  expect(await ports.connections.get("a=")).toBeUndefined();
  expect(await collect(ports.members.list("lobby", 0))).toEqual([]);
});

test("[DLV-6] a member is forgotten even where the connection's own row went first", async () => {
  await ports.members.put(member);
  ports.transport.script("a=", gone);
  await deliverWithin(5_000);
  expect(await collect(ports.members.list("lobby", 0))).toEqual([]);
});

test("[DLV-5] a failure to forget is logged, not thrown", async () => {
  ports.transport.script("a=", gone);
  const members = { ...ports.members, delete: () => Promise.reject(new Error("the table is throttled")) };
  expect(await deliver({ ...ports, members }, member, "frame", ports.clock.now() + 1_000)).toBe("gone");
  expect(ports.log.of("gone connection not removed")).toMatchObject([
    { connectionId: "a=", reason: "Error: the table is throttled" },
  ]);
});
