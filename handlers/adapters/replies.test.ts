import { expect, test } from "vitest";
import { ProtocolError } from "../../protocol/errors.ts";
import { ForeignOriginError } from "../domain/errors.ts";
import { connectEvent, contextWith, messageEvent } from "./events.testing.ts";
import { MemoryLog } from "./memory.ts";
import { reply, withFrames, withStatus } from "./replies.ts";

const context = contextWith(1_000);
const event = messageEvent("a=", "send", '{"action":"send","id":"7","message":"our secret"}');

test("without a frame there is no body, so that nothing is sent", () => {
  expect(reply(undefined)).toEqual({ statusCode: 200 });
});

test("[ERR-1] a refusal is an error frame in the reply", async () => {
  const log = new MemoryLog();
  const route = withFrames(log, () => Promise.reject(new ProtocolError("room-unknown")));
  const { body = "" } = await route(event, context);
  expect(JSON.parse(body)).toEqual({
    type: "error",
    code: "room-unknown",
    reason: "This connection is not in that room.",
    action: "send",
    id: "7",
  });
  expect(log.of("frame refused")).toMatchObject([
    { connectionId: "a=", routeKey: "send", code: "room-unknown" },
  ]);
});

test("[ERR-3] a failure is an error frame that keeps the details to the log", async () => {
  const log = new MemoryLog();
  const route = withFrames(log, () => Promise.reject(new Error("the table is throttled")));
  const { body = "" } = await route(event, context);
  expect(JSON.parse(body)).toMatchObject({ type: "error", code: "internal", action: "send", id: "7" });
  expect(body).not.toContain("throttled");
  expect(log.of("route failed")).toMatchObject([
    { connectionId: "a=", reason: "Error: the table is throttled" },
  ]);
  expect(JSON.stringify(log.lines)).not.toContain("secret");
});

test("[CON-1] a refused handshake answers its status", async () => {
  const log = new MemoryLog();
  const route = withStatus(log, () => Promise.reject(new ForeignOriginError("https://evil.example.com")));
  expect(await route(connectEvent("a="))).toEqual({ statusCode: 403 });
  expect(log.of("handshake refused")).toHaveLength(1);
});

test("[CON-8] a failed handshake answers 500, and is logged", async () => {
  const log = new MemoryLog();
  const route = withStatus(log, () => Promise.reject(new Error("the table is throttled")));
  expect(await route(connectEvent("a="))).toEqual({ statusCode: 500 });
  expect(log.of("route failed")).toHaveLength(1);
});
