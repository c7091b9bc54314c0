import { expect, test } from "vitest";
import { MemoryClock, seededRandom } from "../adapters/memory.ts";
import { ackFor, say, welcomeFor } from "./speech.ts";

const ports = { clock: new MemoryClock(), random: seededRandom(1) };
const at = ports.clock.now();
const user = { id: "guest-1", name: "Calm Otter" };
const plain = { id: "a=", user, rooms: { lobby: 0, kitchen: 0 }, connectedAt: at, expiresAt: at / 1000 + 60 };
const rich = { ...plain, protocol: "chat.v1" };

test("[DLV-3] a message has the identity of its connection, the server's time and its id", () => {
  expect(say(ports, plain, { action: "send", message: "hi", id: "7" })).toEqual({
    type: "message",
    room: "lobby",
    id: "7",
    from: user,
    at,
    message: "hi",
  });
});

test("[SND-6] a message goes to the room it names, and without one to the lobby", () => {
  expect(say(ports, plain, { action: "send", message: "hi" }).room).toBe("lobby");
  expect(say(ports, plain, { action: "send", message: "hi", room: "kitchen" }).room).toBe("kitchen");
});

test.each(["attic", "__proto__", "constructor"])("[SND-6] nobody speaks in %s who is not in it", (room) => {
  const speak = () => say(ports, plain, { action: "send", message: "hi", room });
  expect(speak).toThrow(expect.objectContaining({ code: "room-unknown" }));
});

test("[SND-7] a message without an id is given one of its own", () => {
  const ids = [1, 2].map(() => say(ports, plain, { action: "send", message: "hi" }).id);
  expect(ids[0]).toMatch(/^[\w-]{16}$/);
  expect(ids[1]).not.toBe(ids[0]);
});

test("[SND-8] a chat.v1 client is told what became of its message, a plain one is not", () => {
  const message = say(ports, rich, { action: "send", message: "hi", id: "7" });
  expect(ackFor(rich, message)).toEqual({ type: "ack", id: "7", room: "lobby", at });
  expect(ackFor(plain, message)).toBeUndefined();
});

test("[SYN-1] a chat.v1 client is told who it is", () => {
  expect(welcomeFor(ports, rich)).toEqual({ type: "welcome", you: user, room: "lobby", at });
});

test("[SYN-2] a plain client is not", () => {
  expect(welcomeFor(ports, plain)).toBeUndefined();
});
