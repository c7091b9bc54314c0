import "./adapters/environment.testing.ts";
import { expect, test } from "vitest";
import { chatOf, frameIn } from "./adapters/chat.testing.ts";
import { contextWith, messageEvent } from "./adapters/events.testing.ts";
import { syncRoute } from "./sync.ts";

const context = contextWith(3_000);
const sync = (connectionId: string) => messageEvent(connectionId, "sync", '{"action":"sync"}');

test("[SYN-1] a chat.v1 client is welcomed by its name, as often as it asks", async () => {
  const chat = await chatOf({ rich: ["a="] });
  const { user } = (await chat.connections.get("a=")) ?? {};
  const welcome = { type: "welcome", you: user, room: "lobby", at: chat.clock.now() };
  expect(frameIn(await syncRoute(chat)(sync("a="), context))).toEqual(welcome);
  expect(frameIn(await syncRoute(chat)(sync("a="), context))).toEqual(welcome);
});

test("[SRV-2] a welcome has no top-level message", async () => {
  const chat = await chatOf({ rich: ["a="] });
  expect(frameIn(await syncRoute(chat)(sync("a="), context))).not.toHaveProperty("message");
});

test("[SYN-2] a plain client gets nothing", async () => {
  const chat = await chatOf({ plain: ["a="] });
  expect(await syncRoute(chat)(sync("a="), context)).toEqual({ statusCode: 200 });
});

test("[SND-9] a connection that is not known learns it here too", async () => {
  const chat = await chatOf({});
  expect(frameIn(await syncRoute(chat)(sync("a="), context))).toMatchObject({ code: "not-connected" });
});
