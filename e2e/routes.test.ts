// Where a message can go besides a function, and what is turned away before it gets to one.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { clientsOf } from "./support/aws.ts";
import { type RunningCloud, startCloud } from "./support/cloud.ts";

let backend: Server;
let cloud: RunningCloud;
let socket: WebSocket;

beforeAll(async () => {
  backend = createServer(async (request, response) => {
    response.end(`${request.headers.connectionid} said ${await text(request)}`);
  });
  await once(backend.listen(0, "127.0.0.1"), "listening");
  process.env.BACKEND = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
  cloud = await startCloud("--program", "e2e/programs/routes");
  socket = new WebSocket(`${String(cloud.outputs.socketUrl)}?token=secret`);
  await once(socket, "open");
});
afterAll(async () => {
  socket?.terminate();
  await cloud?.stop();
  backend.closeAllConnections();
  backend.close();
});

/** What comes back for a message. */
async function answerTo(message: object) {
  socket.send(JSON.stringify(message));
  const [frame] = await once(socket, "message");
  return String(frame);
}

test("a message that the handler's schema allows reaches the handler", async () => {
  expect(await answerTo({ kind: "greet", name: "Ada" })).toBe("Hello, Ada");
});

test.for([{ kind: "greet" }, { kind: "greet", name: "" }, { kind: "greet", name: 7 }])(
  "%j, which it does not allow, is answered by API Gateway",
  async (message) => {
    expect(JSON.parse(await answerTo(message))).toMatchObject({ message: "Bad request body" });
  },
);

test("a mock answers without a function", async () => {
  const asked = cloud.next((line) => line.kind === "route" && line.route === "ping");
  const answer = await answerTo({ kind: "ping" });
  const { connectionId } = (await asked) as { connectionId: string };
  expect(JSON.parse(answer)).toEqual({ type: "pong", you: connectionId });
});

test("an HTTP backend gets the message, knows whose it is, and its answer goes back", async () => {
  const forwarded = cloud.next((line) => line.kind === "route" && line.route === "forward");
  const answer = await answerTo({ kind: "forward", text: "hi" });
  const { connectionId } = (await forwarded) as { connectionId: string };
  expect(answer).toBe(`${connectionId} said {"kind":"forward","text":"hi"}`);
});

test("the access log tells of connects and messages, and of nothing that stood in the URL", async () => {
  const told = cloud.next((line) => line.kind === "route" && line.route === "ping");
  await answerTo({ kind: "ping" });
  await told;
  const { logs } = clientsOf(cloud);
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: "/aws/vendedlogs/apis/routes-local-kinds" }),
  );
  logs.destroy();
  const lines = events.map(({ message = "" }) => message);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ event: "CONNECT", status: "200" });
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ event: "MESSAGE", route: "ping", status: "200" });
  expect(lines.join()).not.toContain("secret");
});
