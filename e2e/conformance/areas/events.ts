import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { GatewayEvent } from "../observe/records.ts";
import type { ConnectOptions, Observer } from "../observe/observer.ts";
import { row } from "../row.ts";

/** In the order of AWS's captures. */
const CONTEXT_KEYS = [
  ..."extendedRequestId requestTime messageDirection stage connectedAt requestTimeEpoch identity".split(" "),
  ..."requestId domainName connectionId apiId".split(" "),
];

export function events(probe: Observer) {
  /** One visit: connects, says something, and goes. */
  async function visit(options: ConnectOptions = {}) {
    const { client, connectionId, event: connect } = await probe.enter("ordinary", options);
    await client.ask({ action: "reply" });
    const { event: message } = await probe.records.find(connectionId, "MESSAGE");
    await client.close(4000, "had enough");
    const { event: disconnect } = await probe.records.find(connectionId, "DISCONNECT");
    return { connect, message, disconnect, all: [connect, message, disconnect] };
  }

  const contexts = ({ all }: { all: GatewayEvent[] }) => all.map(({ requestContext }) => requestContext);

  row(16, async () => {
    const { connectionId } = await probe.enter("ordinary");
    expect(connectionId).toMatch(/^[\w-]{15}=$/);
  });

  row(17, async () => {
    for (const { requestId, extendedRequestId } of contexts(await visit())) {
      expect(requestId).toMatch(/^[\w-]{15}=$/);
      expect(extendedRequestId).toBe(requestId);
    }
  });

  row(18, async () => {
    const { event } = await probe.enter("ordinary", { headers: { "x-lower-case": "kept", cookie: "a=1" } });
    const headers = event.headers ?? {};
    expect(headers).toMatchObject({
      Cookie: "a=1",
      "X-Lower-Case": "kept",
      "Sec-WebSocket-Version": "13",
      "X-Amzn-Trace-Id": expect.stringMatching(/^Root=1-[\da-f]{8}-[\da-f]{24}$/),
      "X-Forwarded-For": event.requestContext.identity.sourceIp,
      "X-Forwarded-Port": "443",
      "X-Forwarded-Proto": "https",
    });
    for (const name of Object.keys(headers)) expect(name).toMatch(/^[A-Z]\w*(-[A-Z]\w*)*$/);
    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(connection|upgrade)$/i)]),
    );
  });

  row(19, async () => {
    const { event } = await probe.enter("ordinary", {
      query: "?room=lobby&room=attic&as=guest",
      headers: { "X-Twice": ["one", "two"] },
    });
    expect(event).toMatchObject({
      queryStringParameters: { room: "attic", as: "guest" },
      multiValueQueryStringParameters: { room: ["lobby", "attic"], as: ["guest"] },
    });
    expect(event.headers?.["X-Twice"]).toBe("two");
    expect(event.multiValueHeaders?.["X-Twice"]).toEqual(["one", "two"]);
    const { event: plain } = await probe.enter("ordinary");
    expect(plain).not.toHaveProperty("queryStringParameters");
    expect(plain).not.toHaveProperty("multiValueQueryStringParameters");
  });

  row(20, async () => {
    const { event } = await probe.enter("ordinary");
    expect(Object.keys(event).sort()).toEqual(
      ["headers", "isBase64Encoded", "multiValueHeaders", "requestContext"].sort(),
    );
  });

  row(21, async () => {
    const { message } = await visit();
    expect(Object.keys(message)).toEqual(["requestContext", "body", "isBase64Encoded"]);
    expect(message).toMatchObject({ body: '{"action":"reply"}', isBase64Encoded: false });
    expect(Object.keys(message.requestContext)).toEqual([
      "routeKey",
      "messageId",
      "eventType",
      ...CONTEXT_KEYS,
    ]);
  });

  row(22, async () => {
    const [connect, message, disconnect] = contexts(await visit());
    expect(message?.messageId).toMatch(/^[\w-]{15}=$/);
    expect(connect).not.toHaveProperty("messageId");
    expect(disconnect).not.toHaveProperty("messageId");
  });

  row(23, async () => {
    const { event: silent } = await probe.enter("ordinary");
    expect(silent.requestContext.identity).toEqual({ sourceIp: expect.stringMatching(/^[\d.]+$|:/) });
    const { event: named } = await probe.enter("ordinary", { headers: { "User-Agent": "probe/1" } });
    expect(named.requestContext.identity).toEqual({
      sourceIp: silent.requestContext.identity.sourceIp,
      userAgent: "probe/1",
    });
  });

  row(24, async () => {
    const client = await probe.join("ordinary");
    const text = randomUUID();
    client.send({ action: "silent", probe: { post: text } });
    expect((await client.frame()).data).toBe(text);
  });

  row(25, async () => {
    for (const { messageDirection } of contexts(await visit())) expect(messageDirection).toBe("IN");
  });

  row(26, async () => {
    const seen = contexts(await visit());
    expect(new Set(seen.map(({ connectedAt }) => connectedAt)).size).toBe(1);
    expect(seen[0]?.connectedAt).toBeTypeOf("number");
    expect(seen[2]?.requestTimeEpoch).toBeGreaterThan(Number(seen[0]?.requestTimeEpoch));
  });

  row(27, async () => {
    const { disconnect } = await visit();
    const Host = disconnect.requestContext.domainName;
    expect(disconnect.headers).toEqual({ Host, "x-api-key": "", "X-Forwarded-For": "", "x-restapi": "" });
    expect(disconnect.multiValueHeaders).toEqual({
      Host: [Host],
      "x-api-key": [""],
      "X-Forwarded-For": [""],
      "x-restapi": [""],
    });
  });

  row(28, async () => {
    const { disconnect } = await visit();
    expect(disconnect.requestContext).toMatchObject({
      disconnectStatusCode: 4000,
      disconnectReason: "had enough",
    });
    const { client, connectionId } = await probe.enter("ordinary");
    await client.close();
    const { event } = await probe.records.find(connectionId, "DISCONNECT");
    expect(event.requestContext).toMatchObject({
      disconnectStatusCode: 1005,
      disconnectReason: expect.stringMatching(/./),
    });
  });
}
