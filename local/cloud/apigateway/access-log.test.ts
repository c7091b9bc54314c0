import { afterEach, beforeEach, expect, test } from "vitest";
import { AwsError } from "../errors.ts";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => {
  api = await TestGateway.start();
  api.route("$connect");
  api.route("$disconnect");
  api.replyingRoute("send", () => ({ statusCode: 201, body: "sent" }));
});
afterEach(() => api.stop());

function logTo(destinationArn: string, format: string) {
  api.gateway.updateStage(api.apiId, "dev", { accessLogSettings: { destinationArn, format } });
}

const LOG_GROUP = "arn:aws:logs:us-east-1:000000000000:log-group:/aws/access";
const lines = () => api.logs.getLogEvents("/aws/access").map(({ message }) => message);

/** Resolves when the event stream tells of the route. */
const told = (route: string) =>
  new Promise<void>((resolve) => {
    const stop = api.context.events.listen((event) => {
      if (event.kind !== "route" || event.route !== route) return;
      stop();
      // The line is written by the same call, after the event.
      queueMicrotask(resolve);
    });
  });

test("a stage's access log has a line for each connect, message and disconnect", async () => {
  logTo(LOG_GROUP, "$context.requestId $context.eventType $context.routeKey $context.status");
  const client = await api.connect();
  client.send({ action: "send" });
  await client.frame();
  const gone = told("$disconnect");
  client.ws.close();
  await gone;
  const id = "[\\w-]{15}=";
  expect(lines()).toEqual([
    expect.stringMatching(new RegExp(`^${id} CONNECT \\$connect 200$`)),
    expect.stringMatching(new RegExp(`^${id} MESSAGE send 201$`)),
    expect.stringMatching(new RegExp(`^${id} DISCONNECT \\$disconnect 200$`)),
  ]);
  const streams = new Set(api.logs.getLogEvents("/aws/access").map(({ logStreamName }) => logStreamName));
  expect([...streams]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
});

test("its variables are those of AWS, and a dash stands for what a request has not", async () => {
  const variables = [
    "requestId extendedRequestId apiId stage connectionId connectedAt domainName messageId messageDirection",
    "requestTime requestTimeEpoch identity.sourceIp identity.userAgent authorizer.principalId error.message",
    "error.messageString integration.status integration.integrationStatus integration.latency integrationLatency",
    "unheard.of",
  ].join(" ");
  const format = variables
    .replaceAll(/[\w.]+/g, (name) => `"${name}":"$context.${name}"`)
    .replaceAll(" ", ",");
  logTo(`${LOG_GROUP}:*`, `{${format}}`);
  const client = await api.connect({ headers: { "user-agent": "tester" } });
  const [session] = api.gateway.connections();
  client.send({ action: "send" });
  await client.frame();
  const [connect, message] = lines().map((line) => JSON.parse(line) as Record<string, string>);
  expect(message).toMatchObject({
    apiId: api.apiId,
    stage: "dev",
    connectionId: session?.connectionId,
    connectedAt: String(session?.connectedAt),
    domainName: api.host,
    messageId: expect.stringMatching(/^[\w-]{15}=$/),
    extendedRequestId: message?.requestId,
    messageDirection: "IN",
    requestTime: "01/Jan/2026:00:00:00 +0000",
    requestTimeEpoch: String(Date.UTC(2026, 0, 1)),
    "identity.userAgent": "tester",
    "authorizer.principalId": "-",
    "error.message": "-",
    "error.messageString": "-",
    "integration.status": "201",
    "integration.integrationStatus": "200",
    "integration.latency": "0",
    integrationLatency: "0",
    "unheard.of": "-",
  });
  expect(connect).toMatchObject({ messageId: "-" });
});

test("what the gateway says by itself is in the log, of refused clients as well", async () => {
  logTo(LOG_GROUP, "$context.status $context.error.message $context.integration.status $context.requestId");
  const client = await api.connect();
  client.send({ action: "nothing" });
  await client.frame();
  api.lambda.handle("$connect", () => {
    throw new AwsError("AccessDeniedException", "not allowed", 403);
  });
  await api.client().refused;
  api.lambda.handle("$connect", () => {
    throw new Error("broken");
  });
  await api.client().refused;
  expect(lines().map((line) => line.replace(/ \S+$/, ""))).toEqual([
    "200 - 200",
    "403 Forbidden -",
    "500 Internal server error -",
    "502 Internal server error 502",
  ]);
});

test("a stage without access log writes none", async () => {
  await api.connect();
  expect(lines).toThrow("does not exist");
});

test("a stage counts what CloudWatch would: connects, messages in and out, and three kinds of errors", async () => {
  const client = await api.connect();
  client.send({ action: "send" });
  await client.frame();
  client.send({ action: "nothing" });
  await client.frame();
  api.replyingRoute("refuses", () => ({ statusCode: 400, body: "no" }));
  client.send({ action: "refuses" });
  await client.frame();
  api.replyingRoute("slow", () => new Promise(() => {}));
  client.send({ action: "slow" });
  await api.lambda.called("slow");
  api.context.clock.advance(29_000);
  await client.frame();
  expect(api.gateway.metrics(api.apiId, "dev")).toEqual({
    ConnectCount: 1,
    MessageCount: 8,
    ClientError: 1,
    IntegrationError: 1,
    ExecutionError: 1,
    IntegrationLatency: 29_000,
  });
  expect(() => api.gateway.metrics(api.apiId, "prod")).toThrow("Invalid Stage identifier");
});
