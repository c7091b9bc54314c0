import "./adapters/environment.testing.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chatOf, frameIn } from "./adapters/chat.testing.ts";
import { contextWith, messageEvent } from "./adapters/events.testing.ts";
import { sendRoute } from "./send.ts";

const context = contextWith(3_000);
const sending = (connectionId: string, fields: object) =>
  messageEvent(connectionId, "send", JSON.stringify({ action: "send", ...fields }));

test("[DLV-2] everybody else gets what a plain client sent, and the client gets nothing", async () => {
  const chat = await chatOf({ plain: ["a=", "b="], rich: ["c="] });
  const message = { any: ["thing", 1, null], you: "want" };
  expect(await sendRoute(chat)(sending("a=", { message }), context)).toEqual({ statusCode: 200 });
  expect([...chat.transport.inboxes.keys()].toSorted()).toEqual(["b=", "c="]);
  for (const [frame = ""] of chat.transport.inboxes.values()) {
    expect(JSON.parse(frame)).toMatchObject({ type: "message", message });
  }
});

test("[DLV-2] whatever JSON is sent arrives as it was", async () => {
  const chat = await chatOf({ plain: ["a=", "b="] });
  const messages = fc.jsonValue({ maxDepth: 6 }).filter((value) => value !== "");
  await fc.assert(
    fc.asyncProperty(messages, async (message) => {
      await sendRoute(chat)(sending("a=", { message }), context);
      const frame = chat.transport.inboxes.get("b=")?.at(-1) ?? "";
      expect(JSON.stringify(JSON.parse(frame).message)).toBe(JSON.stringify(message));
    }),
  );
});

test("[CON-5] a message cannot claim another identity", async () => {
  const chat = await chatOf({ plain: ["a=", "b="] });
  const { user } = (await chat.connections.get("a=")) ?? {};
  const from = { id: "root", name: "Root" };
  await sendRoute(chat)(sending("a=", { message: { from }, from, user: from }), context);
  const [frame = ""] = chat.transport.inboxes.get("b=") ?? [];
  expect(JSON.parse(frame).from).toEqual(user);
});

test("[SND-8] a chat.v1 client gets an ack with the id of its message", async () => {
  const chat = await chatOf({ rich: ["a="], plain: ["b="] });
  const result = await sendRoute(chat)(sending("a=", { message: "hi", id: "7" }), context);
  expect(frameIn(result)).toEqual({ type: "ack", id: "7", room: "lobby", at: chat.clock.now() });
});

test("[SND-8] the ack comes as well when somebody could not be reached", async () => {
  const chat = await chatOf({ rich: ["a="], plain: ["b=", "c="] });
  chat.transport.script("b=", { kind: "failed", retry: true, reason: "LimitExceededException" });
  const result = await sendRoute(chat)(sending("a=", { message: "hi", id: "7" }), context);
  expect(frameIn(result)).toMatchObject({ type: "ack", id: "7" });
  expect(chat.transport.inboxes.has("c=")).toBe(true);
});

test("[SND-9] a connection that is not known is told so", async () => {
  const chat = await chatOf({ plain: ["b="] });
  const result = await sendRoute(chat)(sending("a=", { message: "hi" }), context);
  expect(frameIn(result)).toMatchObject({ type: "error", code: "not-connected" });
  expect(chat.transport.inboxes.size).toBe(0);
});

test("[SND-6] a room that the client is not in is refused", async () => {
  const chat = await chatOf({ plain: ["a=", "b="] });
  const result = await sendRoute(chat)(sending("a=", { message: "hi", room: "attic", id: "7" }), context);
  expect(frameIn(result)).toMatchObject({ type: "error", code: "room-unknown", id: "7" });
});

test("[ERR-1] a mistake is answered to its sender alone", async () => {
  const chat = await chatOf({ plain: ["a=", "b="], rich: ["c="] });
  for (const connectionId of ["a=", "c="]) {
    const result = await sendRoute(chat)(sending(connectionId, { message: "" }), context);
    expect(frameIn(result)).toMatchObject({ type: "error", code: "message-empty", action: "send" });
  }
  expect(chat.transport.inboxes.size).toBe(0);
});

test.each(["get", "list"])(
  "[ERR-3] a table that fails at %s is an internal error, logged, with the connection kept",
  async (call) => {
    const chat = await chatOf({ rich: ["a="], plain: ["b="] });
    const throttled = () => Promise.reject(new Error("the table is throttled"));
    const ports =
      call === "get"
        ? { ...chat, connections: { ...chat.connections, get: throttled } }
        : {
            ...chat,
            members: {
              ...chat.members,
              list: () => ({ [Symbol.asyncIterator]: () => ({ next: throttled }) }),
            },
          };
    const result = await sendRoute(ports)(sending("a=", { message: "our secret", id: "7" }), context);
    expect(frameIn(result)).toMatchObject({ type: "error", code: "internal", id: "7" });
    expect(chat.log.of("route failed")).toMatchObject([{ connectionId: "a=", routeKey: "send" }]);
    expect(JSON.stringify(chat.log.lines)).not.toContain("secret");
    expect(await chat.connections.get("a=")).toBeDefined();
  },
);

test("[SRV-2] only what others are sent has a top-level message", async () => {
  const chat = await chatOf({ rich: ["a="], plain: ["b="] });
  const send = sendRoute(chat);
  expect(frameIn(await send(sending("a=", { message: "hi" }), context))).not.toHaveProperty("message");
  expect(frameIn(await send(sending("a=", {}), context))).not.toHaveProperty("message");
});

test("[FRM-5] whatever a client sends, it is answered or delivered, and nothing throws", async () => {
  const chat = await chatOf({ rich: ["a="], plain: ["b="] });
  const fields = fc.dictionary(fc.constantFrom("message", "room", "id", "__proto__"), fc.jsonValue());
  const bodies = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.json(),
    fields.map((values) => JSON.stringify({ ...values, action: "send" })),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const result = await sendRoute(chat)(messageEvent("a=", "send", body), context);
      expect(result.statusCode).toBe(200);
      expect(frameIn(result)).toMatchObject({ type: expect.stringMatching(/^(ack|error)$/) });
      expect(result.body).not.toContain('"internal"');
    }),
  );
});
