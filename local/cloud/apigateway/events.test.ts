import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => (api = await TestGateway.start()));
afterEach(() => api.stop());

const ID = /^[\w-]{15}=$/;
const keysOf = (value: unknown) => Object.keys(value as object);

describe("the CONNECT event", () => {
  const connectEvent = async (path: string, headers: Record<string, string> = {}) => {
    api.route("$connect");
    const client = api.client(path, { headers });
    await client.opened;
    return (await api.lambda.called("$connect")).event;
  };

  test("[GW-20] has AWS's keys in AWS's order, and no body", async () => {
    const event = await connectEvent("/dev");
    expect(keysOf(event)).toEqual(["headers", "multiValueHeaders", "requestContext", "isBase64Encoded"]);
    expect(keysOf(event.requestContext)).toEqual([
      "routeKey",
      "eventType",
      "extendedRequestId",
      "requestTime",
      "messageDirection",
      "stage",
      "connectedAt",
      "requestTimeEpoch",
      "identity",
      "requestId",
      "domainName",
      "connectionId",
      "apiId",
    ]);
    expect(event.requestContext).toMatchObject({
      routeKey: "$connect",
      eventType: "CONNECT",
      requestTime: "01/Jan/2026:00:00:00 +0000",
      messageDirection: "IN",
      stage: "dev",
      connectedAt: Date.UTC(2026, 0, 1),
      requestTimeEpoch: Date.UTC(2026, 0, 1),
      domainName: api.host,
      apiId: api.apiId,
    });
    expect(event.isBase64Encoded).toBe(false);
  });

  test("[GW-16] [GW-17] has ids as AWS shapes them", async () => {
    const { requestContext } = await connectEvent("/dev");
    const { connectionId, requestId, extendedRequestId } = requestContext;
    expect(connectionId).toMatch(ID);
    expect(connectionId[11]).toBe("C");
    expect(requestId).toMatch(ID);
    expect(String(requestId)[11]).toBe("F");
    expect(String(requestId).slice(0, 5)).toBe(connectionId.slice(0, 5));
    expect(extendedRequestId).toBe(requestId);
    expect(api.apiId).toMatch(/^[a-z0-9]{10}$/);
  });

  test("[GW-18] names headers in capitals, adds what the gateway adds, drops the hop's own", async () => {
    const event = await connectEvent("/dev", {
      "x-room-name": "lobby",
      "user-agent": "tester",
      origin: "http://a",
    });
    expect(keysOf(event.headers)).toEqual([
      "Host",
      "Origin",
      "Sec-WebSocket-Extensions",
      "Sec-WebSocket-Key",
      "Sec-WebSocket-Version",
      "User-Agent",
      "X-Amzn-Trace-Id",
      "X-Forwarded-For",
      "X-Forwarded-Port",
      "X-Forwarded-Proto",
      "X-Room-Name",
    ]);
    expect(event.headers).toMatchObject({
      Host: api.host,
      "X-Room-Name": "lobby",
      "X-Amzn-Trace-Id": expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      "X-Forwarded-For": expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
      "X-Forwarded-Port": "443",
      "X-Forwarded-Proto": "https",
    });
  });

  test("[GW-18] puts the client behind the proxies that it came through", async () => {
    const event = await connectEvent("/dev", { "x-forwarded-for": "10.0.0.1" });
    expect(event.headers).toHaveProperty("X-Forwarded-For", expect.stringMatching(/^10\.0\.0\.1, /));
  });

  test("[GW-19] has the query once with the last values and once with all, only when there is one", async () => {
    const event = await connectEvent("/dev?room=a&room=b%20c&flag");
    expect(keysOf(event).slice(0, 4)).toEqual([
      "headers",
      "multiValueHeaders",
      "queryStringParameters",
      "multiValueQueryStringParameters",
    ]);
    expect(event.queryStringParameters).toEqual({ room: "b c", flag: "" });
    expect(event.multiValueQueryStringParameters).toEqual({ room: ["a", "b c"], flag: [""] });
    expect(event.multiValueHeaders).toMatchObject({ Host: [api.host] });
  });

  test("[GW-23] identifies the client by its address, and by its user agent if it sent one", async () => {
    const plain = await connectEvent("/dev");
    expect(keysOf(plain.requestContext.identity)).toEqual(["sourceIp"]);
    await api.connect({ headers: { "user-agent": "tester" } });
    const named = await api.lambda.called("$connect");
    expect(named.event.requestContext.identity).toEqual({
      userAgent: "tester",
      sourceIp: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
    });
  });

  test("[GW-24] names host and port, by which the client can be called back", async () => {
    const { requestContext } = await connectEvent("/dev");
    const path = `/dev/@connections/${encodeURIComponent(requestContext.connectionId)}`;
    expect(requestContext.domainName).toBe(api.host);
    expect((await api.http("GET", path)).status).toBe(200);
  });
});

describe("the MESSAGE event", () => {
  test("[GW-21] [GW-22] has only context, body and encoding, and a message id", async () => {
    api.route("$default");
    const client = await api.connect();
    client.send('{"action":"hello","é":"\\n"}');
    const { event } = await api.lambda.called("$default");
    expect(keysOf(event)).toEqual(["requestContext", "body", "isBase64Encoded"]);
    expect(event.body).toBe('{"action":"hello","é":"\\n"}');
    expect(keysOf(event.requestContext)).toEqual([
      "routeKey",
      "messageId",
      "eventType",
      "extendedRequestId",
      "requestTime",
      "messageDirection",
      "stage",
      "connectedAt",
      "requestTimeEpoch",
      "identity",
      "requestId",
      "domainName",
      "connectionId",
      "apiId",
    ]);
    const { messageId, connectionId } = event.requestContext;
    expect(messageId).toMatch(ID);
    expect(String(messageId).slice(-8)).toBe(connectionId.slice(-8));
    expect(event.requestContext).toMatchObject({ routeKey: "$default", eventType: "MESSAGE" });
  });

  test("[GW-25] [GW-26] has its own request id and time, and the connection's own id and time", async () => {
    api.route("$connect");
    api.route("$default");
    const client = await api.connect();
    const connected = (await api.lambda.called("$connect")).event.requestContext;
    api.context.clock.advance(5000);
    client.send("1");
    const message = (await api.lambda.called("$default")).event.requestContext;
    expect(message).toMatchObject({
      connectionId: connected.connectionId,
      connectedAt: connected.connectedAt,
      requestTimeEpoch: Number(connected.connectedAt) + 5000,
      requestTime: "01/Jan/2026:00:00:05 +0000",
      messageDirection: "IN",
    });
    expect(message.requestId).not.toBe(connected.requestId);
    expect(message.extendedRequestId).toBe(message.requestId);
  });
});

describe("the DISCONNECT event", () => {
  beforeEach(() => api.route("$disconnect"));
  const disconnected = async () => (await api.lambda.called("$disconnect")).event;

  test("[GW-27] [GW-28] has four headers, code and reason, in AWS's order", async () => {
    const client = await api.connect();
    client.ws.close(4001, "bored");
    const event = await disconnected();
    expect(keysOf(event)).toEqual(["headers", "multiValueHeaders", "requestContext", "isBase64Encoded"]);
    expect(event.headers).toEqual({
      Host: api.host,
      "x-api-key": "",
      "X-Forwarded-For": "",
      "x-restapi": "",
    });
    expect(event.multiValueHeaders).toEqual({
      Host: [api.host],
      "x-api-key": [""],
      "X-Forwarded-For": [""],
      "x-restapi": [""],
    });
    expect(keysOf(event.requestContext)).toEqual([
      "routeKey",
      "disconnectStatusCode",
      "eventType",
      "extendedRequestId",
      "requestTime",
      "messageDirection",
      "disconnectReason",
      "stage",
      "connectedAt",
      "requestTimeEpoch",
      "identity",
      "requestId",
      "domainName",
      "connectionId",
      "apiId",
    ]);
    expect(event.requestContext).toMatchObject({
      routeKey: "$disconnect",
      eventType: "DISCONNECT",
      disconnectStatusCode: 4001,
      disconnectReason: "bored",
    });
  });

  test("[GW-28] says 1005 when the client gave no status", async () => {
    const client = await api.connect();
    client.ws.close();
    expect((await disconnected()).requestContext).toMatchObject({
      disconnectStatusCode: 1005,
      disconnectReason: "Client-side close frame status not set",
    });
  });

  test("[GW-28] says 1006 when the socket was lost", async () => {
    const client = await api.connect();
    client.ws.terminate();
    expect((await disconnected()).requestContext).toMatchObject({
      disconnectStatusCode: 1006,
      disconnectReason: "",
    });
    expect(api.gateway.connections()).toEqual([]);
  });
});

test("stage variables are in every event when the stage has some", async () => {
  for (const key of ["$connect", "$default", "$disconnect"]) api.route(key);
  api.gateway.updateStage(api.apiId, "dev", { stageVariables: { table: "messages" } });
  const client = await api.connect();
  client.send("1");
  const events = [await api.lambda.called("$connect"), await api.lambda.called("$default")];
  client.ws.close();
  events.push(await api.lambda.called("$disconnect"));
  for (const { event } of events) expect(event.stageVariables).toEqual({ table: "messages" });
});

test("no event has stage variables when the stage has none any more", async () => {
  api.route("$default");
  api.gateway.updateStage(api.apiId, "dev", { stageVariables: { table: "messages" } });
  api.gateway.updateStage(api.apiId, "dev", { stageVariables: {} });
  const client = await api.connect();
  client.send("1");
  expect((await api.lambda.called("$default")).event).not.toHaveProperty("stageVariables");
});

test("what happens is told to the event stream", async () => {
  api.route("$disconnect");
  api.route("send", () => ({ statusCode: 201 }));
  const client = await api.connect();
  const [session] = api.gateway.connections();
  client.send({ action: "send" });
  await api.lambda.called("send");
  client.send({ action: "nothing" });
  await client.frame();
  const closed = new Promise<void>((resolve) => {
    api.context.events.listen(
      (event) => event.kind === "route" && event.route === "$disconnect" && resolve(),
    );
  });
  client.ws.close();
  await closed;
  const common = { kind: "route", api: api.apiId, stage: "dev", connectionId: session?.connectionId };
  expect(api.context.seen).toMatchObject([
    { ...common, route: "$connect", status: 200, bytes: 0, ms: 0 },
    { ...common, route: "send", status: 201, bytes: 17 },
    { kind: "refusal", service: "apigateway", action: "message", code: "Forbidden" },
    { ...common, route: "", status: 403, bytes: 20 },
    { ...common, route: "$disconnect", status: 200 },
  ]);
});

test("the same seed gives the same API and connection ids", async () => {
  const again = await TestGateway.start();
  try {
    expect(again.apiId).toBe(api.apiId);
    for (const gateway of [api, again]) gateway.route("$default");
    const clients = [new WebSocket(`ws://${api.host}/dev`), new WebSocket(`ws://${again.host}/dev`)];
    await Promise.all(clients.map((client) => once(client, "open")));
    const ids = [api, again].map(({ gateway }) => gateway.connections()[0]?.connectionId);
    expect(ids[0]).toBe(ids[1]);
  } finally {
    await again.stop();
  }
});
