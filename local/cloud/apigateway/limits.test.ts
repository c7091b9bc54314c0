import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AWS_LIMITS, LIMITS } from "./limits.ts";
import { type TestClient, textFrame, upgradeRequest } from "./client.testing.ts";
import { TestGateway } from "./testing.ts";

const MINUTE_MS = 60_000;
const FRAME_BYTES = 32_768;
const MESSAGE_BYTES = 131_072;

let api: TestGateway;

beforeEach(async () => {
  api = await TestGateway.start();
  api.replyingRoute("$default", ({ body }) => ({ statusCode: 200, body: `${body?.length}` }));
  api.route("$disconnect");
});
afterEach(() => api.stop());

/** @param onTheWire the close frame's reason, where it is not that of the event */
async function expectClose(client: TestClient, code: number, reason: string, onTheWire = reason) {
  expect(await client.closed).toEqual({ code, reason: onTheWire });
  const { event } = await api.lambda.called("$disconnect");
  expect(event.requestContext).toMatchObject({ disconnectStatusCode: code, disconnectReason: reason });
}

/** Sends one message in fragments of the given sizes. */
function sendFragments(client: TestClient, sizes: number[]) {
  sizes.forEach((size, index) => client.ws.send("x".repeat(size), { fin: index === sizes.length - 1 }));
}

test("the limits are those that AWS documents", () => {
  expect(AWS_LIMITS).toMatchObject({
    frameBytes: FRAME_BYTES,
    messageBytes: MESSAGE_BYTES,
    idleMs: 10 * MINUTE_MS,
    connectionMs: 120 * MINUTE_MS,
    urlCharacters: 4096,
    authorizerResultBytes: 8192,
    requestsPerSecond: 10_000,
    requestBurst: 5000,
    connectsPerSecond: 500,
  });
});

test("the fast limits differ from AWS's in what a person would have to wait for, and in nothing else", () => {
  expect(LIMITS.fast).toEqual({ ...AWS_LIMITS, idleMs: 10_000, connectionMs: MINUTE_MS });
});

test("a URL of 4,096 characters on AWS connects, and one more is refused with 414", async () => {
  const origin = `wss://${api.apiId}.execute-api.us-east-1.amazonaws.com`;
  const path = "/dev?".padEnd(4096 - origin.length, "x");
  await api.client(path).opened;
  expect((await api.client(`${path}x`).refused).status).toBe(414);
});

test("[GW-39] a binary frame closes with 1003, and no function sees it", async () => {
  const client = await api.connect();
  client.send(Buffer.from("bytes"));
  await expectClose(client, 1003, "Unsupported data");
  expect(api.lambda.pending("$default")).toBe(0);
});

test("[GW-40] a frame of 32 KB passes and one of a byte more closes with 1009", async () => {
  const client = await api.connect({ perMessageDeflate: false });
  client.send("x".repeat(FRAME_BYTES));
  expect(await client.frame()).toBe(String(FRAME_BYTES));
  client.send("x".repeat(FRAME_BYTES + 1));
  await expectClose(client, 1009, "Message too big");
  await api.lambda.called("$default");
  expect(api.lambda.pending("$default")).toBe(0);
});

test("[GW-40] a frame of more than 32 KB once inflated closes with 1009", async () => {
  const client = await api.connect();
  client.send("x".repeat(FRAME_BYTES));
  expect(await client.frame()).toBe(String(FRAME_BYTES));
  client.send("x".repeat(FRAME_BYTES + 1));
  await expectClose(client, 1009, "Message too big");
});

test("[GW-40] what comes before the frame too long in the same packet is delivered, what follows is not", async () => {
  const socket = await api.tcp();
  socket.write(upgradeRequest(api.host));
  await once(socket, "data");
  socket.write(Buffer.concat([1, 200, FRAME_BYTES + 1, 3].map((size) => textFrame("x".repeat(size)))));
  const [closeFrame] = (await once(socket, "data")) as [Buffer];
  expect(closeFrame.readUInt16BE(2)).toBe(1009);
  socket.destroy();
  expect((await api.lambda.called("$disconnect")).event.requestContext.disconnectStatusCode).toBe(1009);
  expect((await api.lambda.called("$default")).event.body).toHaveLength(1);
  expect((await api.lambda.called("$default")).event.body).toHaveLength(200);
  expect(api.lambda.pending("$default")).toBe(0);
});

test("[GW-41] a message of 128 KB in four frames passes and one of a byte more closes with 1009", async () => {
  const client = await api.connect({ perMessageDeflate: false });
  const four = Array.from({ length: 4 }, () => FRAME_BYTES);
  sendFragments(client, four);
  expect(await client.frame()).toBe(String(MESSAGE_BYTES));
  sendFragments(client, [...four, 1]);
  await expectClose(client, 1009, "Message too big", "");
});

test("[GW-41] a message that is longer than 128 KB only once inflated closes with 1009", async () => {
  const client = await api.connect();
  client.send("x".repeat(MESSAGE_BYTES + 1));
  await expectClose(client, 1009, "Message too big", "");
});

test("text that is not UTF-8 closes with 1007", async () => {
  const client = await api.connect({ perMessageDeflate: false });
  client.ws.send(Buffer.from([0xff]), { binary: false });
  await expectClose(client, 1007, "Invalid UTF-8", "");
});

describe("time", () => {
  test("[GW-42] [GW-44] ten minutes without a message close with 1001", async () => {
    const client = await api.connect();
    api.context.clock.advance(10 * MINUTE_MS - 1);
    expect(api.gateway.connections()).toHaveLength(1);
    api.context.clock.advance(1);
    expect(api.gateway.connections()).toEqual([]);
    await expectClose(client, 1001, "Going away");
  });

  test("[GW-42] a message from the client starts the ten minutes anew", async () => {
    const client = await api.connect();
    api.context.clock.advance(9 * MINUTE_MS);
    client.send("1");
    await client.frame();
    api.context.clock.advance(9 * MINUTE_MS);
    expect(api.gateway.connections()).toHaveLength(1);
    api.context.clock.advance(MINUTE_MS);
    await expectClose(client, 1001, "Going away");
  });

  test("[GW-42] a message to the client starts the ten minutes anew", async () => {
    const client = await api.connect();
    const connectionId = api.gateway.connections()[0]?.connectionId ?? "";
    api.context.clock.advance(9 * MINUTE_MS);
    await api.http("POST", `/dev/@connections/${connectionId}`, "hello");
    await client.frame();
    api.context.clock.advance(9 * MINUTE_MS);
    expect(api.gateway.connections()).toHaveLength(1);
  });

  test("[GW-42] a ping is answered but does not start the ten minutes anew", async () => {
    const client = await api.connect();
    api.context.clock.advance(9 * MINUTE_MS);
    client.ws.ping();
    await once(client.ws, "pong");
    api.context.clock.advance(MINUTE_MS);
    await expectClose(client, 1001, "Going away");
  });

  test("[GW-43] [GW-44] two hours close with 1001, however busy the connection is", async () => {
    const client = await api.connect();
    for (let minutes = 0; minutes < 119; minutes += 7) {
      api.context.clock.advance(7 * MINUTE_MS);
      client.send("1");
      await client.frame();
    }
    expect(api.gateway.connections()).toHaveLength(1);
    api.context.clock.advance(MINUTE_MS);
    await expectClose(client, 1001, "Going away");
  });
});
