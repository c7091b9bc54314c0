import { expect, test } from "vitest";
import { MemoryClock, MemoryLog, memoryRows, MemoryTransport, seededRandom } from "../adapters/memory.ts";
import { ID_LENGTH_MAX, MESSAGE_BYTES_MAX, ROOM_LENGTH_MAX } from "../../protocol/limits.ts";
import { broadcast, POSTS_IN_FLIGHT } from "./broadcast.ts";
import { newGuest } from "./guest.ts";
import { arrive } from "./membership.ts";
import type { Transport } from "./ports.ts";
import { say } from "./speech.ts";

const clock = new MemoryClock();
const random = seededRandom(1);
const speaker = await connection("speaker");

function connection(id: string) {
  const expiresAt = clock.now() / 1000 + 3600;
  return { id, user: newGuest(random), rooms: { lobby: 0 }, connectedAt: clock.now(), expiresAt };
}

/** Ports with the speaker and `count` listeners in the lobby. */
async function room(count: number) {
  const rows = memoryRows();
  const listeners = Array.from({ length: count }, (_, index) => `listener-${index}`);
  for (const id of listeners) await arrive(rows, connection(id));
  await arrive(rows, speaker);
  const ports = { ...rows, transport: new MemoryTransport(), clock, random, log: new MemoryLog() };
  return { ports, listeners };
}

const message = say({ clock, random }, speaker, { action: "send", message: { text: "hi" }, id: "1" });
const soon = clock.now() + 1_000;

test("[DLV-1] every other connection gets the message once, and its speaker does not", async () => {
  const { ports, listeners } = await room(200);
  expect(await broadcast(ports, message, "speaker", soon)).toEqual({ delivered: 200, gone: 0, failed: 0 });
  expect([...ports.transport.inboxes.keys()].toSorted()).toEqual(listeners.toSorted());
  expect(ports.transport.inboxes.get("listener-0")?.map((frame) => JSON.parse(frame))).toEqual([message]);
});

test("[DLV-5] those who cannot be reached do not keep the message from the others", async () => {
  const { ports } = await room(100);
  ports.transport.script("listener-3", { kind: "failed", retry: false, reason: "ForbiddenException" });
  ports.transport.script("listener-50", { kind: "gone" });
  expect(await broadcast(ports, message, "speaker", soon)).toEqual({ delivered: 98, gone: 1, failed: 1 });
  expect(ports.log.of("message sent")).toMatchObject([{ id: "1", delivered: 98, gone: 1, failed: 1 }]);
});

test("[DLV-9] at most 64 posts are under way at one time", async () => {
  const { ports } = await room(300);
  const full = Promise.withResolvers<void>();
  let under = 0;
  let most = 0;
  const transport: Transport = {
    async post() {
      most = Math.max(most, ++under);
      if (under === POSTS_IN_FLIGHT) full.resolve();
      await full.promise;
      under--;
      return { kind: "delivered" };
    },
  };
  const tally = await broadcast({ ...ports, transport }, message, "speaker", soon);
  expect(tally.delivered).toBe(300);
  expect(most).toBe(POSTS_IN_FLIGHT);
  expect(POSTS_IN_FLIGHT).toBe(64);
});

test("[DLV-4] the largest message that is accepted makes a frame of under 32 KB", () => {
  const largest = say(
    { clock, random },
    { ...speaker, rooms: { ["x".repeat(ROOM_LENGTH_MAX)]: 0 } },
    {
      action: "send",
      message: "x".repeat(MESSAGE_BYTES_MAX - 2),
      room: "x".repeat(ROOM_LENGTH_MAX),
      // A control character takes six bytes as JSON.
      id: "\u0001".repeat(ID_LENGTH_MAX),
    },
  );
  expect(new TextEncoder().encode(JSON.stringify(largest)).length).toBeLessThanOrEqual(32 * 1024);
});

test("[LOG-1] a message that is delivered, throttled and refused leaves no word of it in the log", async () => {
  const { ports } = await room(3);
  ports.transport.script("listener-0", { kind: "failed", retry: true, reason: "LimitExceededException" });
  ports.transport.script("listener-1", { kind: "failed", retry: false, reason: "ForbiddenException" });
  await broadcast(ports, { ...message, message: "our secret" }, "speaker", clock.now() + 1_000);
  expect(ports.log.lines.length).toBeGreaterThan(2);
  expect(JSON.stringify(ports.log.lines)).not.toContain("secret");
});
