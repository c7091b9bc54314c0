// The functions as they are deployed, over a DynamoDB engine and a server in the place of `@connections`.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import "./adapters/environment.testing.ts";
import { frameIn } from "./adapters/chat.testing.ts";
import { connectionsServer } from "./adapters/connections-api.testing.ts";
import { clientOf, createTable, engines } from "./adapters/dynamodb.testing.ts";
import type { Engine } from "./adapters/dynamodb.testing.ts";
import { connectEvent, contextWith, disconnectEvent, messageEvent } from "./adapters/events.testing.ts";

const context = contextWith(3_000);
/** An endpoint where nobody listens: port 1 belongs to a service of the eighties. */
const NOBODY = "http://127.0.0.1:1";
const frames = new Map<string, string[]>();
const closed = new Set<string>();

let engine: Engine;
let gateway: Awaited<ReturnType<typeof connectionsServer>>;
let routes: Awaited<ReturnType<typeof load>>;

/** Handlers read their environment as they load, as a cold start does. */
async function load() {
  return {
    connect: (await import("./connect.ts")).handler,
    disconnect: (await import("./disconnect.ts")).handler,
    fallback: (await import("./default.ts")).handler,
    send: (await import("./send.ts")).handler,
    sync: (await import("./sync.ts")).handler,
  };
}

const connect = (id: string, headers = {}) => {
  const event = connectEvent(id, headers);
  event.requestContext.connectedAt = Date.now();
  return routes.connect(event);
};
const send = (id: string, message: string) =>
  routes.send(messageEvent(id, "send", JSON.stringify({ action: "send", message })), context);

beforeAll(async () => {
  for (const channel of ["log", "error"] as const) vi.spyOn(console, channel).mockReturnValue();
  const [first] = engines;
  if (!first) throw new Error("there is no DynamoDB engine; run npm ci");
  engine = await first.start();
  gateway = await connectionsServer(({ path, body }, response) => {
    const id = decodeURIComponent(path.split("/").at(-1) ?? "");
    if (closed.has(id)) return void response.writeHead(410).end();
    frames.set(id, [...(frames.get(id) ?? []), body]);
    response.end();
  });
  const client = clientOf(engine);
  await createTable(client, "connections");
  client.destroy();
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint);
  vi.stubEnv("CALLBACK_URL", gateway.endpoint);
  vi.stubEnv("ALLOWED_ORIGINS", "https://chat.example.com");
  routes = await load();
});

afterAll(async () => {
  await gateway.stop();
  await engine.stop();
  vi.unstubAllEnvs();
});

beforeEach(() => frames.clear());

test("[DLV-1] clients connect, talk, and go", async () => {
  const rich = { Origin: "https://chat.example.com", "Sec-WebSocket-Protocol": "chat.v1" };
  expect(await connect("a=", rich)).toMatchObject({ headers: { "Sec-WebSocket-Protocol": "chat.v1" } });
  expect(await connect("b=")).toEqual({ statusCode: 200 });
  expect(await connect("c=")).toEqual({ statusCode: 200 });
  expect(await connect("d=", { Origin: "https://evil.example.com" })).toEqual({ statusCode: 403 });

  expect(frameIn(await routes.sync(messageEvent("a=", "sync", '{"action":"sync"}'), context))).toMatchObject({
    type: "welcome",
  });
  expect(frameIn(await send("a=", "hello"))).toMatchObject({ type: "ack" });
  expect([...frames.keys()].toSorted()).toEqual(["b=", "c="]);
  expect(frameIn({ body: frames.get("b=")?.[0] })).toMatchObject({ type: "message", message: "hello" });

  await routes.disconnect(disconnectEvent("c="));
  closed.add("b=");
  frames.clear();
  await send("a=", "anybody?");
  expect(frames.size).toBe(0);
  closed.delete("b=");
  await send("a=", "nobody is left");
  expect(frames.size).toBe(0);
});

test("[FRM-3] what is not understood is answered", async () => {
  const event = messageEvent("a=", "$default", '{"action":"shout"}');
  expect(frameIn(await routes.fallback(event, context))).toMatchObject({ code: "action-unknown" });
});

test("[ERR-3] without its table a function answers with an internal error", async () => {
  vi.resetModules();
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", NOBODY);
  routes = await load();
  expect(frameIn(await send("a=", "hello"))).toMatchObject({ type: "error", code: "internal" });
});
