import { afterEach, beforeEach, expect, test } from "vitest";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => {
  api = await TestGateway.start({ stage: { stageName: "dev", autoDeploy: true } });
  api.replyingRoute("$default", () => ({ statusCode: 200, body: "first" }));
});
afterEach(() => api.stop());

const answer = async (path: string, message: object | string = "1") => {
  const client = api.client(path);
  await client.opened;
  client.send(message);
  return client.frame();
};

test("[GW-58] a stage with autoDeploy serves changes at once, to open connections too", async () => {
  const client = await api.connect();
  client.send({ action: "send" });
  expect(await client.frame()).toBe("first");
  api.replyingRoute("send", () => ({ statusCode: 200, body: "second" }));
  client.send({ action: "send" });
  expect(await client.frame()).toBe("second");
});

test("[GW-58] a stage without autoDeploy serves the deployment it is given, until it is given another", async () => {
  const { deploymentId } = api.gateway.createDeployment(api.apiId);
  api.gateway.createStage(api.apiId, { stageName: "prod", deploymentId });
  api.replyingRoute("send", () => ({ statusCode: 200, body: "second" }));
  expect(await answer("/prod", { action: "send" })).toBe("first");
  const next = api.gateway.createDeployment(api.apiId, { description: "with send" });
  expect(await answer("/prod", { action: "send" })).toBe("first");
  api.gateway.updateStage(api.apiId, "prod", { deploymentId: next.deploymentId });
  expect(await answer("/prod", { action: "send" })).toBe("second");
});

test("[GW-58] a changed selection expression is live with the next deployment", async () => {
  api.replyingRoute("send", () => ({ statusCode: 200, body: "second" }));
  const { deploymentId } = api.gateway.createDeployment(api.apiId);
  api.gateway.createStage(api.apiId, { stageName: "prod", deploymentId });
  api.gateway.updateApi(api.apiId, { routeSelectionExpression: "$request.body.type" });
  expect(await answer("/prod", { type: "send" })).toBe("first");
  expect(await answer("/dev", { type: "send" })).toBe("second");
});

test("[GW-58] a stage without a deployment refuses with 403", async () => {
  api.gateway.createStage(api.apiId, { stageName: "prod" });
  expect((await api.client("/prod").refused).status).toBe(403);
});

test("an integration of another function is live at once on a stage with autoDeploy", async () => {
  const { integrationId } = api.gateway.createIntegration(api.apiId, {
    integrationType: "AWS_PROXY",
    integrationUri:
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" +
      "arn:aws:lambda:us-east-1:000000000000:function:a/invocations",
  });
  const { routeId } = api.route("move");
  api.gateway.updateRoute(api.apiId, routeId, { target: `integrations/${integrationId}` });
  const client = await api.connect();
  client.send({ action: "move" });
  expect((await api.lambda.called("move")).invocation.functionArn).toMatch(/:a$/);
  api.gateway.updateIntegration(api.apiId, integrationId, {
    integrationUri:
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" +
      "arn:aws:lambda:us-east-1:000000000000:function:b/invocations",
  });
  client.send({ action: "move" });
  expect((await api.lambda.called("move")).invocation.functionArn).toMatch(/:b$/);
});

test("a deleted route falls to $default, and a deleted route response silences its route", async () => {
  const { routeId } = api.route("send", () => ({ statusCode: 200, body: "sent" }), {
    routeResponseSelectionExpression: "$default",
  });
  const { routeResponseId } = api.gateway.createRouteResponse(api.apiId, routeId, {
    routeResponseKey: "$default",
  });
  expect(await answer("/dev", { action: "send" })).toBe("sent");
  api.gateway.deleteRouteResponse(api.apiId, routeId, routeResponseId);
  const client = await api.connect();
  client.send({ action: "send" });
  await api.lambda.called("send");
  client.send("1");
  expect(await client.frame()).toBe("first");
  api.gateway.deleteRoute(api.apiId, routeId);
  expect(await answer("/dev", { action: "send" })).toBe("first");
});

test("deleting a stage closes its connections with 1001 and no others", async () => {
  api.gateway.createStage(api.apiId, { stageName: "prod", autoDeploy: true });
  const prod = api.client("/prod");
  await prod.opened;
  const dev = await api.connect();
  api.gateway.deleteStage(api.apiId, "prod");
  expect((await prod.closed).code).toBe(1001);
  expect((await api.client("/prod").refused).status).toBe(403);
  dev.send("1");
  expect(await dev.frame()).toBe("first");
});

test("deleting an API frees its port", async () => {
  await api.gateway.deleteApi(api.apiId);
  await expect(api.tcp()).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("an API whose endpoint is switched off refuses with 403", async () => {
  api.gateway.updateApi(api.apiId, { disableExecuteApiEndpoint: true });
  expect((await api.client().refused).status).toBe(403);
});
