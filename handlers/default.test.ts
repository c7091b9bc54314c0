import fc from "fast-check";
import { expect, test } from "vitest";
import { frameIn } from "./adapters/chat.testing.ts";
import { contextWith, messageEvent } from "./adapters/events.testing.ts";
import { MemoryLog } from "./adapters/memory.ts";
import { defaultRoute } from "./default.ts";

const answer = async (body: string) =>
  frameIn(
    await defaultRoute({ log: new MemoryLog() })(messageEvent("a=", "$default", body), contextWith(3_000)),
  );

test("[FRM-3] an unknown action is named", async () => {
  expect(await answer('{"action":"shout","id":"7"}')).toEqual({
    type: "error",
    code: "action-unknown",
    reason: 'The action "shout" is unknown here; use "send" or "sync".',
    action: "shout",
    id: "7",
  });
});

test.each([
  ["hello", "frame-not-json"],
  ["[1]", "frame-not-object"],
  ["{}", "action-missing"],
  ['{"action":5}', "action-missing"],
])("[ERR-1] %s is answered with %s", async (body, code) => {
  expect(await answer(body)).toMatchObject({ type: "error", code, reason: expect.any(String) });
});

test("[SRV-2] an error has no top-level message", async () => {
  expect(await answer('{"action":"shout","message":"hi"}')).not.toHaveProperty("message");
});

test("[FRM-5] whatever a client sends, it is answered with an error of its own", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: "grapheme" }), fc.json()), async (body) => {
      expect(await answer(body)).toMatchObject({
        type: "error",
        code: expect.not.stringContaining("internal"),
      });
    }),
  );
});
