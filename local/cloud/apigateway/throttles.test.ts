import { afterEach, expect, test } from "vitest";
import type { StageInput } from "./control-plane/stages.ts";
import type { Limits } from "./limits.ts";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

afterEach(() => api.stop());

async function start(stage: Partial<StageInput>, limits: Partial<Limits> = {}) {
  api = await TestGateway.start({ limits });
  api.replyingRoute("$default", () => ({ statusCode: 200, body: "default" }));
  api.replyingRoute("send", () => ({ statusCode: 200, body: "sent" }));
  api.route("$disconnect");
  api.gateway.updateStage(api.apiId, "dev", stage);
}

const settings = (throttlingRateLimit: number, throttlingBurstLimit: number) => ({
  throttlingRateLimit,
  throttlingBurstLimit,
});

test("[GW-57] a stage with throttles of zero refuses every connection with 429", async () => {
  await start({ defaultRouteSettings: settings(0, 0) });
  const { status, body } = await api.client().refused;
  expect(status).toBe(429);
  expect(body).toContain('"message": "Too Many Requests"');
});

test("[GW-15] more connections than the burst get 429 until time has filled the bucket", async () => {
  await start({ defaultRouteSettings: settings(2, 3) });
  for (let connections = 0; connections < 3; connections += 1) await api.connect();
  expect((await api.client().refused).status).toBe(429);
  api.context.clock.advance(499);
  expect((await api.client().refused).status).toBe(429);
  api.context.clock.advance(1);
  await api.connect();
});

test("the routes of a stage share its throttle, and a throttled message is answered with a frame", async () => {
  await start({ defaultRouteSettings: settings(1, 3) });
  const client = await api.connect();
  for (const action of ["send", "other", "send"]) client.send({ action });
  expect(await client.frame()).toBe("sent");
  expect(await client.frame()).toBe("default");
  expect(await client.frame()).toMatch(/^{"message": "Too Many Requests", "connectionId":"/);
  api.context.clock.advance(1000);
  client.send({ action: "send" });
  expect(await client.frame()).toBe("sent");
});

test("a route with a throttle of its own neither uses nor needs the stage's", async () => {
  await start({ defaultRouteSettings: settings(1, 1), routeSettings: { send: settings(1, 2) } });
  const client = await api.connect();
  for (const action of ["send", "send", "send", "other"]) client.send({ action });
  expect(await client.frame()).toBe("sent");
  expect(await client.frame()).toBe("sent");
  expect(await client.frame()).toContain("Too Many Requests");
  expect(await client.frame()).toContain("Too Many Requests");
});

test("settings without a throttle, and half a throttle, leave the account's quota", async () => {
  await start({
    defaultRouteSettings: { loggingLevel: "INFO" },
    routeSettings: { send: { throttlingBurstLimit: 1 } },
  });
  const client = await api.connect();
  client.send({ action: "send" });
  client.send({ action: "send" });
  expect(await client.frame()).toBe("sent");
  expect(await client.frame()).toContain("Too Many Requests");
  api.context.clock.advance(1);
  client.send({ action: "send" });
  expect(await client.frame()).toBe("sent");
});

test("a client that goes is always followed by $disconnect", async () => {
  await start({ defaultRouteSettings: settings(1, 1) });
  const client = await api.connect();
  client.ws.close(1000);
  expect((await api.lambda.called("$disconnect")).event.requestContext.disconnectStatusCode).toBe(1000);
});

test("[GW-15] the account has so many connects a second, whatever the API or stage", async () => {
  await start({}, { connectsPerSecond: 2 });
  api.gateway.createStage(api.apiId, { stageName: "prod", autoDeploy: true });
  await api.connect();
  await api.client("/prod").opened;
  expect((await api.client().refused).status).toBe(429);
  api.context.clock.advance(500);
  await api.connect();
});

test("[GW-56] connects, messages and callback calls share the account's requests a second", async () => {
  await start({}, { requestsPerSecond: 1, requestBurst: 3 });
  const client = await api.connect();
  const path = `/dev/@connections/${api.gateway.connections()[0]?.connectionId}`;
  client.send({ action: "send" });
  expect(await client.frame()).toBe("sent");
  expect((await api.http("GET", path)).status).toBe(200);

  const { status, headers } = await api.http("GET", path);
  expect([status, headers["x-amzn-errortype"]]).toEqual([429, "LimitExceededException"]);
  client.send({ action: "send" });
  expect(await client.frame()).toContain("Too Many Requests");
  expect((await api.client().refused).status).toBe(429);
  api.context.clock.advance(1000);
  client.send({ action: "send" });
  expect(await client.frame()).toBe("sent");
});

test("what a stage's throttle refuses does not count for the account", async () => {
  await start({ routeSettings: { send: settings(0, 0) } }, { requestsPerSecond: 1, requestBurst: 2 });
  const client = await api.connect();
  client.send({ action: "send" });
  expect(await client.frame()).toContain("Too Many Requests");
  client.send({ action: "other" });
  expect(await client.frame()).toBe("default");
});
