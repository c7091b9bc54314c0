import { once } from "node:events";
import { connect as connectTls } from "node:tls";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { AwsError } from "../errors.ts";
import { textFrame, upgradeRequest } from "./client.testing.ts";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => (api = await TestGateway.start()));
afterEach(() => api.stop());

test("[GW-1] the upgrade is held until the $connect function returns", async () => {
  let letIn = (_response: object) => {};
  api.route("$connect", () => new Promise((resolve) => (letIn = resolve)));
  const client = api.client();
  await api.lambda.called("$connect");
  expect(client.ws.readyState).toBe(WebSocket.CONNECTING);
  letIn({ statusCode: 200 });
  await client.opened;
  expect(api.gateway.connections()).toHaveLength(1);
});

test("[GW-1] frames that arrive while the upgrade is held are kept", async () => {
  let letIn = (_response: object) => {};
  api.route("$connect", () => new Promise((resolve) => (letIn = resolve)));
  api.route("$default");
  const socket = await api.tcp();
  socket.write(Buffer.concat([Buffer.from(upgradeRequest(api.host)), textFrame("first")]));
  await api.lambda.called("$connect");
  socket.write(textFrame("second"));
  letIn({ statusCode: 204 });
  expect((await api.lambda.called("$default")).event.body).toBe("first");
  expect((await api.lambda.called("$default")).event.body).toBe("second");
  socket.destroy();
});

test("[GW-2] without a $connect route every client connects", async () => {
  api.route("$default");
  await api.connect();
  expect(api.context.seen).toContainEqual(
    expect.objectContaining({ kind: "route", route: "$connect", status: 200 }),
  );
});

test.each([400, 401, 403, 500, 302])(
  "[GW-3] a function that answers %i refuses with that status",
  async (statusCode) => {
    api.route("$connect", () => ({ statusCode, body: "no" }));
    api.route("$disconnect");
    expect((await api.client().refused).status).toBe(statusCode);
    expect(api.gateway.connections()).toEqual([]);
    expect(api.lambda.pending("$disconnect")).toBe(0);
  },
);

test("[GW-4] a function that throws refuses with 502", async () => {
  api.route("$connect", () => {
    throw new Error("broken");
  });
  const { status, body } = await api.client().refused;
  expect(status).toBe(502);
  expect(body).toMatch(
    /^{"message": "Internal server error", "connectionId":"[\w-]{15}=", "requestId":"[\w-]{15}="}$/,
  );
});

test.each([undefined, "ok", [], {}, { statusCode: "yes" }, { statusCode: 20 }])(
  "[GW-4] a function that returns %j refuses with 502",
  async (returned) => {
    api.route("$connect", () => returned);
    expect((await api.client().refused).status).toBe(502);
  },
);

test.each<[string, () => unknown, string, string]>([
  ["throws", () => Promise.reject(new Error("broken")), "connect failed: broken", "look at the stack"],
  [
    "returns no status",
    () => ({ ok: true }),
    'the function returned {"ok":true}',
    "return { statusCode: 200 }",
  ],
])("of a function that %s the terminal tells what to do", async (_, handler, message, remedy) => {
  api.route("$connect", handler);
  await api.client().refused;
  expect(api.context.seen).toContainEqual(
    expect.objectContaining({
      ...{
        kind: "refusal",
        service: "apigateway",
        action: "$connect",
        code: "Internal server error",
        message,
      },
      remedy: expect.stringContaining(remedy),
    }),
  );
});

test("[GW-5] a gateway that may not invoke the function refuses with 500", async () => {
  api.route("$connect", () => {
    throw new AwsError("AccessDeniedException", "not allowed", 403);
  });
  expect((await api.client().refused).status).toBe(500);
  expect(api.context.seen).toContainEqual(
    expect.objectContaining({ kind: "refusal", service: "lambda", code: "AccessDeniedException" }),
  );
});

test("[GW-35] a $connect function that takes too long refuses with 504", async () => {
  api.route("$connect", () => new Promise(() => {}), { timeoutInMillis: 50 });
  const client = api.client();
  await api.lambda.called("$connect");
  api.context.clock.advance(50);
  expect((await client.refused).status).toBe(504);
});

test("the gateway invokes the function named by the integration, on behalf of the route of the stage", async () => {
  api.route("$connect");
  await api.connect();
  const { invocation } = await api.lambda.called("$connect");
  expect(invocation).toMatchObject({
    functionArn: "arn:aws:lambda:us-east-1:000000000000:function:connect",
    caller: {
      service: "apigateway.amazonaws.com",
      sourceArn: `arn:aws:execute-api:us-east-1:000000000000:${api.apiId}/dev/$connect`,
    },
  });
});

test.each(["/", "/prod", "/dev/more", "/dev/%zz", "/dev/@connections"])(
  "an upgrade at %s is refused with 403",
  async (path) => {
    api.route("$default");
    expect((await api.client(path).refused).status).toBe(403);
  },
);

test("a stage to which nothing is deployed refuses with 403", async () => {
  expect((await api.client().refused).status).toBe(403);
});

test("a request without upgrade gets 426 at a stage and 403 elsewhere", async () => {
  api.route("$default");
  expect((await api.http("GET", "/dev?a=b")).status).toBe(426);
  expect((await api.http("GET", "/")).status).toBe(403);
});

test("a handshake without a valid key is refused before any function is called", async () => {
  api.route("$connect");
  const socket = await api.tcp();
  socket.write(upgradeRequest(api.host).replace("AAAAAAAAAAAAAAAAAAAAAA==", "short"));
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
  expect(api.lambda.pending("$connect")).toBe(0);
});

test("[GW-13] no sub-protocol is chosen unless the function returns one, in whatever case it writes the header", async () => {
  const answers: object[] = [
    { statusCode: 200 },
    { statusCode: 200, headers: { "sec-websocket-PROTOCOL": "chat.v1" } },
    { statusCode: 200, multiValueHeaders: { "Sec-WebSocket-Protocol": ["chat.v2"] } },
  ];
  api.route("$connect", () => answers.shift());
  const protocols = ["chat.v1", "chat.v2"];
  await expect(api.client("/dev", { protocols }).opened).rejects.toThrow("Server sent no subprotocol");
  const first = api.client("/dev", { protocols });
  await first.opened;
  expect(first.ws.protocol).toBe("chat.v1");
  const second = api.client("/dev", { protocols });
  await second.opened;
  expect(second.ws.protocol).toBe("chat.v2");
});

test("[GW-13] a sub-protocol that is no header value counts as a malformed answer", async () => {
  api.route("$connect", () => ({ statusCode: 200, headers: { "Sec-WebSocket-Protocol": "a\r\nb: c" } }));
  expect((await api.client().refused).status).toBe(502);
});

test("[GW-14] the 101 has AWS's header names and its compression window", async () => {
  api.route("$default");
  const socket = await api.tcp();
  socket.write(
    upgradeRequest(api.host, ["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"]),
  );
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString().split("\r\n")).toEqual([
    "HTTP/1.1 101 Switching Protocols",
    expect.stringMatching(/^date: .* GMT$/),
    "upgrade: websocket",
    "connection: upgrade",
    expect.stringMatching(/^sec-websocket-accept: .+=$/),
    "sec-websocket-extensions: permessage-deflate; server_max_window_bits=12",
    "",
    "",
  ]);
  socket.destroy();
});

test("[GW-14] compressed messages pass in both directions", async () => {
  const text = "again and again ".repeat(500);
  api.replyingRoute("$default", ({ body }) => ({ statusCode: 200, body }));
  const client = await api.connect({ perMessageDeflate: { threshold: 0 } });
  client.send(text);
  expect(await client.frame()).toBe(text);
  expect(client.ws.extensions).toBe("permessage-deflate");
});

test("[GW-24] the same port speaks TLS", async () => {
  api.route("$default");
  const { ca } = api.context.certificate;
  const client = new WebSocket(`wss://${api.host}/dev`, { ca });
  await once(client, "open");
  expect(api.gateway.connections()).toHaveLength(1);
  client.terminate();
});

test.each(["plain", "TLS"])(
  "a client that goes away over %s while $connect runs is followed by $disconnect",
  async (kind) => {
    let letIn = (_response: object) => {};
    api.route("$connect", () => new Promise((resolve) => (letIn = resolve)));
    api.route("$disconnect");
    const socket = await api.tcp();
    const { ca } = api.context.certificate;
    const stream = kind === "TLS" ? connectTls({ socket, ca, servername: "localhost" }) : socket;
    stream.write(upgradeRequest(api.host));
    const { event } = await api.lambda.called("$connect");
    socket.destroy();
    await once(socket, "close");
    letIn({ statusCode: 200 });
    const gone = await api.lambda.called("$disconnect");
    expect(gone.event.requestContext).toMatchObject({
      connectionId: event.requestContext.connectionId,
      disconnectStatusCode: 1006,
    });
    expect(api.gateway.connections()).toEqual([]);
  },
);

test("a client that goes away while $connect runs and is refused is not followed by $disconnect", async () => {
  let answer = (_response: object) => {};
  api.route("$connect", () => new Promise((resolve) => (answer = resolve)));
  api.route("$disconnect");
  const socket = await api.tcp();
  socket.write(upgradeRequest(api.host));
  await api.lambda.called("$connect");
  socket.destroy();
  answer({ statusCode: 403 });
  // A later client's whole life shows that nothing of the first is still to come.
  const later = api.client();
  await api.lambda.called("$connect");
  answer({ statusCode: 200 });
  await later.opened;
  later.ws.close();
  const { event } = await api.lambda.called("$disconnect");
  expect(event.requestContext.disconnectStatusCode).toBe(1005);
  expect(api.lambda.pending("$disconnect")).toBe(0);
});

test("stopping frees the port and drops every connection without calling a function", async () => {
  api.route("$disconnect");
  const client = await api.connect();
  await api.gateway.stop();
  expect((await client.closed).code).toBe(1006);
  await expect(api.tcp()).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(api.lambda.pending("$disconnect")).toBe(0);
});
