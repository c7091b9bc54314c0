import fc from "fast-check";
import { expect, test } from "vitest";
import { parseServerFrame } from "./server-frames.ts";
import type { ServerFrame } from "./server-frames.ts";

const you = { id: "guest-1", name: "Calm Otter" };
const frames: ServerFrame[] = [
  { type: "message", room: "lobby", id: "1", from: you, at: 1, message: { any: "thing" } },
  { type: "message", room: "lobby", id: "2", from: you, at: 2, message: null },
  { type: "ack", id: "1", room: "lobby", at: 1 },
  { type: "welcome", you, room: "lobby", at: 1 },
  { type: "error", code: "frame-not-json", reason: "The frame is not JSON." },
  { type: "error", code: "room-unknown", reason: "Not in that room.", action: "send", id: "1" },
];

test.each(frames)("[SRV-1] a client reads a frame of type $type", (frame) => {
  expect(parseServerFrame(JSON.stringify(frame))).toEqual(frame);
});

test.each([
  ["words of the gateway", '{"message": "Internal server error", "connectionId":"a=", "requestId":"b="}'],
  ["a type to come", '{"type":"presence","room":"lobby"}'],
  ["a message without an author", '{"type":"message","room":"lobby","id":"1","at":1,"message":"hi"}'],
  ["what is no JSON", "hello"],
  ["what is no object", "null"],
  ["what is no text", new ArrayBuffer(2)],
])("[SRV-3] a client ignores %s", (_, data) => {
  expect(parseServerFrame(data)).toBeUndefined();
});

test("[SRV-3] a client ignores fields and reads codes that are newer than itself", () => {
  const frame = { type: "error", code: "room-full", reason: "The room is full." };
  expect(parseServerFrame(JSON.stringify({ ...frame, retryAfter: 5 }))).toEqual(frame);
});

test("[SRV-3] no text makes a client throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(() => parseServerFrame(text)).not.toThrow();
    }),
  );
});
