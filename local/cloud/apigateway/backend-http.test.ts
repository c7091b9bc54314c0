import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Queue } from "./queue.testing.ts";
import { TestGateway } from "./testing.ts";

interface Request {
  method?: string;
  url?: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

let api: TestGateway;
let server: Server;
let url: string;
let requests: Queue<Request>;
/** How the backend answers. */
let answer: (response: ServerResponse, request: Request) => void;

beforeEach(async () => {
  api = await TestGateway.start({ stage: { stageVariables: { room: "lobby" } } });
  requests = new Queue();
  answer = (response) => response.end("done");
  server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method, url, headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks) };
    requests.push(request);
    answer(response, request);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await api.stop();
  server.closeAllConnections();
  server.close();
});

const gatewayFrame = (message: string) =>
  new RegExp(`^{"message": "${message}", "connectionId":"[\\w-]{15}=", "requestId":"[\\w-]{15}="}$`);
const proxy = (more: object = {}) => ({
  integrationType: "HTTP_PROXY",
  integrationMethod: "POST",
  integrationUri: url,
  ...more,
});
const http = (more: object = {}) => ({ ...proxy(more), integrationType: "HTTP" });

async function ask(message: unknown) {
  const client = await api.connect();
  client.send(message);
  return client.frame();
}

describe("HTTP_PROXY", () => {
  test("[GW-37] sends the message as it is, and the body back as it is", async () => {
    api.integrate("send", proxy({ integrationUri: `${url}/chat/messages?x=1` }));
    answer = (response) => response.writeHead(500).end('{"not": "mapped"}');
    const message = '{"action":"send", "text":"é"}';
    expect(await ask(message)).toBe('{"not": "mapped"}');
    const request = await requests.next();
    expect(request).toMatchObject({ method: "POST", url: "/chat/messages?x=1" });
    expect(request.body.toString()).toBe(message);
    expect(request.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": `AmazonAPIGateway_${api.apiId}`,
      "x-amzn-apigateway-api-id": api.apiId,
    });
  });

  test("[GW-37] without a route response the answer is dropped", async () => {
    api.integrate("send", proxy(), [], { routeResponseSelectionExpression: undefined });
    api.replyingRoute("marker", () => ({ statusCode: 200, body: "marker" }));
    const client = await api.connect();
    client.send({ action: "send" });
    await requests.next();
    client.send({ action: "marker" });
    expect(await client.frame()).toBe("marker");
  });

  test("[GW-37] a client that connects is shown to the backend with its headers and its query", async () => {
    api.integrate("$connect", proxy({ integrationMethod: "ANY", integrationUri: `${url}/connect` }));
    const client = api.client("/dev?token=a%20b&token=c", { headers: { "X-Mine": "yes", Cookie: "k=v" } });
    await client.opened;
    const request = await requests.next();
    expect(request).toMatchObject({ method: "GET", url: "/connect?token=a+b&token=c" });
    expect(request.headers).toMatchObject({
      "x-mine": "yes",
      cookie: "k=v",
      "sec-websocket-version": "13",
      "x-forwarded-proto": "https",
      host: new URL(url).host,
    });
    expect(request.headers).not.toHaveProperty("upgrade");
    expect(request.body).toHaveLength(0);
  });

  test("[GW-37] a backend that takes offence at Sec-WebSocket-Version can be kept from it", async () => {
    answer = (response, { headers }) =>
      response.writeHead(headers["sec-websocket-version"] ? 400 : 200).end();
    const { integrationId } = api.integrate("$connect", proxy());
    expect((await api.client().refused).status).toBe(400);
    const requestParameters = { "integration.request.header.Sec-WebSocket-Version": "''" };
    api.gateway.updateIntegration(api.apiId, integrationId, { requestParameters });
    await api.connect();
  });

  test("[GW-37] the backend's status decides who connects, and its header on the sub-protocol", async () => {
    answer = (response) => response.writeHead(201, { "Sec-WebSocket-Protocol": "chat.v1" }).end();
    api.integrate("$connect", proxy());
    const client = api.client("/dev", { protocols: ["chat.v2", "chat.v1"] });
    await client.opened;
    expect(client.ws.protocol).toBe("chat.v1");
    answer = (response) => response.writeHead(401).end("no");
    expect((await api.client().refused).status).toBe(401);
  });

  test("[GW-37] a client that goes is told to the backend", async () => {
    const requestParameters = {
      "integration.request.header.connection-id": "context.connectionId",
      "integration.request.header.event": "context.eventType",
    };
    api.integrate("$disconnect", proxy({ requestParameters }));
    const client = await api.connect();
    const [session] = api.gateway.connections();
    client.ws.close();
    expect((await requests.next()).headers).toMatchObject({
      "connection-id": session?.connectionId,
      event: "DISCONNECT",
    });
  });

  test("[GW-35] a backend over the integration's time is answered with a frame", async () => {
    answer = () => {};
    api.integrate("send", proxy({ timeoutInMillis: 50 }));
    const client = await api.connect();
    client.send({ action: "send" });
    await requests.next();
    api.context.clock.advance(50);
    expect(await client.frame()).toMatch(gatewayFrame("Endpoint request timed out"));
  });

  test("[GW-37] a backend that is not there is answered with a frame, and refuses who connects", async () => {
    server.close();
    await once(server, "close");
    api.integrate("send", proxy());
    expect(await ask({ action: "send" })).toMatch(gatewayFrame("Internal server error"));
    api.integrate("$connect", proxy());
    expect((await api.client().refused).status).toBe(500);
  });
});

describe("HTTP", () => {
  const ok = { integrationResponseKey: "$default" };

  test("[GW-37] sends what the template makes of the message, and nothing of the handshake", async () => {
    const requestTemplates = { $default: '{"text": $input.json(\'$.text\'), "by": "$context.connectionId"}' };
    api.integrate("send", http({ requestTemplates }), [ok]);
    expect(await ask({ action: "send", text: "hi" })).toBe("done");
    const [session] = api.gateway.connections();
    const request = await requests.next();
    expect(JSON.parse(request.body.toString())).toEqual({ text: "hi", by: session?.connectionId });
    expect(request.headers).not.toHaveProperty("sec-websocket-version");
  });

  test("[GW-37] maps parameters to headers, query and path", async () => {
    const requestParameters = {
      "integration.request.header.X-Connection": "context.connectionId",
      "integration.request.header.X-Ip": "context.identity.sourceIp",
      "integration.request.header.X-Static": "'as it is'",
      "integration.request.header.X-Missing": "route.request.body.missing",
      "integration.request.querystring.who": "route.request.body.user.name",
      "integration.request.querystring.at": "stageVariables.room",
      "integration.request.path.id": "route.request.body.user.id",
    };
    const integrationUri = `${url}/\${stageVariables.room}/users/{id}?q=1`;
    api.integrate("send", http({ integrationUri, requestParameters }), [ok]);
    await ask({ action: "send", user: { id: "a/b", name: "Ann & Bo" } });
    const [session] = api.gateway.connections();
    const request = await requests.next();
    expect(request.url).toBe("/lobby/users/a%2Fb?q=1&who=Ann+%26+Bo&at=lobby");
    expect(request.headers).toMatchObject({
      "x-connection": session?.connectionId,
      "x-ip": session?.identity.sourceIp,
      "x-static": "as it is",
    });
    expect(request.headers).not.toHaveProperty("x-missing");
  });

  test("[GW-37] maps the handshake's parameters where the route declares them", async () => {
    const requestParameters = {
      "integration.request.header.token": "route.request.querystring.token",
      "integration.request.header.tokens": "route.request.multivaluequerystring.token",
      "integration.request.header.origin": "route.request.header.origin",
      "integration.request.header.agent": "route.request.header.User-Agent",
    };
    api.integrate("$connect", http({ requestParameters }), [ok], {
      requestParameters: { "route.request.querystring.token": {}, "route.request.header.origin": {} },
    });
    await api.client("/dev?token=a&token=b", { origin: "https://chat.example" }).opened;
    const { headers } = await requests.next();
    expect(headers).toMatchObject({ token: "b", tokens: "a, b", origin: "https://chat.example" });
    expect(headers).not.toHaveProperty("agent");
  });

  test("[GW-37] a parameter that the route requires has to be there", async () => {
    api.integrate("$connect", http(), [ok], {
      requestParameters: { "route.request.header.X-Token": { required: true } },
    });
    const refused = await api.client().refused;
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("Missing required request parameters: [X-Token]");
    expect(requests.size).toBe(0);
    await api.client("/dev", { headers: { "x-token": "a" } }).opened;
  });

  test.each([
    [200, "good: done"],
    [204, "good: "],
    [404, "bad: done"],
    [503, "else: done"],
  ])("[GW-37] the status %d selects the integration response: %s", async (status, frame) => {
    answer = (response) => response.writeHead(status).end("done");
    const response = (integrationResponseKey: string, word: string) => ({
      integrationResponseKey,
      responseTemplates: { $default: `${word}: $input.body` },
    });
    api.integrate("send", http(), [
      response("$default", "else"),
      response("/2\\d\\d/", "good"),
      response("/4\\d\\d/", "bad"),
    ]);
    expect(await ask({ action: "send" })).toBe(frame);
  });

  test("[GW-37] the response template is selected by message, status and headers", async () => {
    answer = (response) => response.setHeader("X-Kind", "full").end('{"n": 1}');
    const responseTemplates = {
      "full-200-a": "$input.path('$.n') for $context.routeKey in $stageVariables.room",
      $default: "other",
    };
    const templateSelectionExpression =
      "${integration.response.header.x-kind}-${integration.response.statuscode}-${request.body.like}";
    api.integrate("send", http(), [
      { integrationResponseKey: "$default", responseTemplates, templateSelectionExpression },
    ]);
    expect(await ask({ action: "send", like: "a" })).toBe("1 for send in lobby");
    expect(await ask({ action: "send", like: "b" })).toBe("other");
  });

  test("[GW-37] an answer without an integration response is an error, and without a listener it is none", async () => {
    api.integrate("send", http(), [{ integrationResponseKey: "/4\\d\\d/" }]);
    expect(await ask({ action: "send" })).toMatch(gatewayFrame("Internal server error"));
    api.integrate("quiet", http(), [], { routeResponseSelectionExpression: undefined });
    api.replyingRoute("marker", () => ({ statusCode: 200, body: "marker" }));
    const client = await api.connect();
    client.send({ action: "quiet" });
    await requests.next();
    client.send({ action: "marker" });
    expect(await client.frame()).toBe("marker");
  });

  test("[GW-37] Base64 becomes bytes on the way there, and bytes Base64 on the way back", async () => {
    const bytes = Buffer.from([0, 255, 128, 7]);
    answer = (response, { body }) => response.end(body);
    const text = { integrationResponseKey: "$default", contentHandlingStrategy: "CONVERT_TO_TEXT" };
    const requestTemplates = { $default: "$input.path('$.data')" };
    const binary = http({ requestTemplates, contentHandlingStrategy: "CONVERT_TO_BINARY" });
    api.integrate("send", binary, [text]);
    expect(await ask({ action: "send", data: bytes.toString("base64") })).toBe(bytes.toString("base64"));
    expect((await requests.next()).body).toEqual(bytes);
    expect(await ask({ action: "send", data: "no base64!" })).toMatch(gatewayFrame("Internal server error"));
  });

  test("[GW-37] a header that cannot be sent is an error of this message alone", async () => {
    const requestParameters = { "integration.request.header.X": "route.request.body.x" };
    api.integrate("send", http({ requestParameters }), [ok]);
    expect(await ask({ action: "send", x: "a\r\nb: c" })).toMatch(gatewayFrame("Internal server error"));
    expect(await ask({ action: "send", x: "a" })).toBe("done");
  });

  test("[GW-37] redirects are not followed", async () => {
    answer = (response) => response.writeHead(302, { Location: `${url}/other` }).end();
    const responseTemplates = { $default: "$context.eventType" };
    api.integrate("send", http(), [{ integrationResponseKey: "/302/", responseTemplates }]);
    expect(await ask({ action: "send" })).toBe("MESSAGE");
    await requests.next();
    expect(requests.size).toBe(0);
  });
});
