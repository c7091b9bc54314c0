import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AwsError } from "../errors.ts";
import { Logs } from "../logs/logs.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { ApiGateway } from "./apigateway.ts";
import type { ApiInput } from "./control-plane/api.ts";
import { FakeLambda } from "./fake-lambda.testing.ts";
import { EVERYBODY_IS_ROOT, invokeArn, LOGS_ROLE } from "./testing.ts";

let context: TestContext;
let gateway: ApiGateway;
let apiId: string;

const API: ApiInput = {
  name: "chat",
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
};
const LOG_GROUP = "arn:aws:logs:us-east-1:000000000000:log-group:access:*";
const STREAM = "arn:aws:firehose:us-east-1:000000000000:deliverystream/amazon-apigateway-access";
const HTTP = {
  integrationType: "HTTP",
  integrationMethod: "POST",
  integrationUri: "https://example.com/{id}",
};
const DYNAMODB = "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem";
const INTEGRATION = { integrationType: "AWS_PROXY", integrationUri: invokeArn("send") };

beforeEach(async () => {
  context = await createTestContext();
  gateway = new ApiGateway(context, {
    ...{ lambda: new FakeLambda(), iam: EVERYBODY_IS_ROOT, logs: new Logs(context) },
  });
  gateway.account.updateCloudwatchRole(LOGS_ROLE);
  ({ apiId } = await gateway.createApi(API));
});
afterEach(async () => {
  await gateway.stop();
  await context.dispose();
});

/** Error type and status of a refusal. */
function refusal(action: () => unknown) {
  try {
    action();
  } catch (error) {
    const { code, status } = error as AwsError;
    return `${code} ${status}`;
  }
  return "accepted";
}

const BAD_REQUEST = "BadRequestException 400";
const NOT_FOUND = "NotFoundException 404";
const CONFLICT = "ConflictException 409";
const NOT_SUPPORTED = "NotImplementedException 501";

function createRoute(routeKey: string) {
  const { integrationId } = gateway.createIntegration(apiId, INTEGRATION);
  const { routeId } = gateway.createRoute(apiId, { routeKey, target: `integrations/${integrationId}` });
  return { integrationId, routeId };
}

describe("an API", () => {
  test("has AWS's ARNs and an endpoint of its own", async () => {
    const api = await gateway.createApi(API);
    expect(api.apiId).toMatch(/^[a-z0-9]{10}$/);
    expect(api).toMatchObject({
      apiEndpoint: expect.stringMatching(/^ws:\/\/localhost:\d+$/),
      arn: `arn:aws:apigateway:us-east-1::/apis/${api.apiId}`,
      executionArn: `arn:aws:execute-api:us-east-1:000000000000:${api.apiId}`,
    });
  });

  test("needs a name, the WebSocket protocol, and an expression that can be evaluated", async () => {
    await expect(gateway.createApi({ ...API, name: "" })).rejects.toThrow("an API needs a name");
    await expect(gateway.createApi({ ...API, protocolType: "HTTP" })).rejects.toThrow(
      "the protocol type HTTP is not supported",
    );
    await expect(gateway.createApi({ ...API, routeSelectionExpression: "" })).rejects.toThrow(
      "no route selection expression",
    );
    const http = { ...API, routeSelectionExpression: "$request.method $request.path" };
    await expect(gateway.createApi(http)).rejects.toThrow("is not understood from");
  });

  test("keeps what an update leaves out", () => {
    expect(gateway.updateApi(apiId, { description: "talk", name: undefined })).toMatchObject({
      ...API,
      description: "talk",
    });
  });

  test("that does not exist is named", () => {
    expect(() => gateway.updateApi("nothere", {})).toThrow("Invalid API identifier specified nothere");
  });
});

describe("an integration", () => {
  test.each([
    [{ integrationType: "MOCK" }, "accepted"],
    [{ ...HTTP, integrationType: "HTTP_PROXY" }, "accepted"],
    [{ ...HTTP, integrationMethod: undefined }, BAD_REQUEST],
    [{ ...HTTP, integrationMethod: "SEND" }, BAD_REQUEST],
    [{ ...HTTP, integrationUri: "ftp://example.com" }, BAD_REQUEST],
    [{ ...HTTP, requestParameters: { "integration.request.header.x": "context" } }, BAD_REQUEST],
    [{ ...HTTP, requestParameters: { "request.header.x": "'x'" } }, BAD_REQUEST],
    [
      { ...HTTP, requestParameters: { "integration.request.header.x": "route.request.body.a[" } },
      BAD_REQUEST,
    ],
    [{ ...HTTP, requestTemplates: { $default: "#if($x" } }, BAD_REQUEST],
    [{ ...HTTP, templateSelectionExpression: "$context.routeKey" }, BAD_REQUEST],
    [{ ...HTTP, passthroughBehavior: "ALWAYS" }, BAD_REQUEST],
    [{ ...HTTP, contentHandlingStrategy: "CONVERT_TO_JSON" }, BAD_REQUEST],
    [{ ...HTTP, contentHandlingStrategy: "CONVERT_TO_BINARY" }, "accepted"],
    [{ ...HTTP, connectionType: "VPC_LINK" }, NOT_SUPPORTED],
    [{ integrationType: "OTHER" }, BAD_REQUEST],
    [{ ...INTEGRATION, integrationType: "AWS" }, "accepted"],
    [{ integrationType: "AWS", integrationUri: DYNAMODB }, NOT_SUPPORTED],
    [{ ...INTEGRATION, requestParameters: { "integration.request.header.x": "'x'" } }, NOT_SUPPORTED],
    [{ ...INTEGRATION, credentialsArn: "arn:aws:iam::000000000000:role/x" }, NOT_SUPPORTED],
    [{ ...INTEGRATION, contentHandlingStrategy: "CONVERT_TO_BINARY" }, NOT_SUPPORTED],
    [{ ...INTEGRATION, connectionType: "VPC_LINK" }, NOT_SUPPORTED],
    [{ integrationType: "AWS_PROXY" }, BAD_REQUEST],
    [{ ...INTEGRATION, integrationUri: "arn:aws:lambda:us-east-1:000000000000:function:send" }, BAD_REQUEST],
    [{ ...INTEGRATION, integrationMethod: "GET" }, BAD_REQUEST],
    [{ ...INTEGRATION, timeoutInMillis: 49 }, BAD_REQUEST],
    [{ ...INTEGRATION, timeoutInMillis: 29_001 }, BAD_REQUEST],
    [
      { ...INTEGRATION, timeoutInMillis: 50, integrationMethod: "POST", connectionType: "INTERNET" },
      "accepted",
    ],
  ])("of %j is %s", (input, outcome) => {
    expect(refusal(() => gateway.createIntegration(apiId, input))).toBe(outcome);
  });

  test("is not deleted while a route leads to it", () => {
    const { integrationId, routeId } = createRoute("send");
    expect(refusal(() => gateway.deleteIntegration(apiId, integrationId))).toBe(CONFLICT);
    gateway.deleteRoute(apiId, routeId);
    gateway.deleteIntegration(apiId, integrationId);
    expect(refusal(() => gateway.deleteIntegration(apiId, integrationId))).toBe(NOT_FOUND);
  });

  test("is checked again when it is updated", () => {
    const { integrationId } = gateway.createIntegration(apiId, INTEGRATION);
    expect(refusal(() => gateway.updateIntegration(apiId, integrationId, { timeoutInMillis: 1 }))).toBe(
      BAD_REQUEST,
    );
    expect(gateway.updateIntegration(apiId, integrationId, { timeoutInMillis: 60 })).toMatchObject({
      ...INTEGRATION,
      timeoutInMillis: 60,
    });
  });

  test("is one of at most 300", () => {
    for (let count = 0; count < 300; count += 1) gateway.createIntegration(apiId, INTEGRATION);
    expect(refusal(() => gateway.createIntegration(apiId, INTEGRATION))).toBe("LimitExceededException 429");
  });
});

describe("a route", () => {
  test.each([
    [{ routeKey: "" }, BAD_REQUEST],
    [{ routeKey: "$send" }, BAD_REQUEST],
    [{ routeKey: "send", target: "send" }, BAD_REQUEST],
    [{ routeKey: "send", target: "integrations/nothere" }, NOT_FOUND],
    [{ routeKey: "send", routeResponseSelectionExpression: "$response" }, BAD_REQUEST],
    [{ routeKey: "send", authorizationType: "AWS_IAM" }, BAD_REQUEST],
    [{ routeKey: "$connect", authorizationType: "JWT" }, BAD_REQUEST],
    [{ routeKey: "$connect", authorizationType: "CUSTOM" }, BAD_REQUEST],
    [{ routeKey: "$connect", authorizationType: "CUSTOM", authorizerId: "a" }, NOT_FOUND],
    [{ routeKey: "$connect", authorizerId: "a" }, BAD_REQUEST],
    [{ routeKey: "$connect", authorizationType: "AWS_IAM" }, "accepted"],
    [{ routeKey: "$connect", apiKeyRequired: true }, "accepted"],
    [{ routeKey: "send", apiKeyRequired: true }, NOT_SUPPORTED],
    [{ routeKey: "send", requestModels: { $default: "m" } }, BAD_REQUEST],
    [{ routeKey: "send", requestParameters: { "route.request.header.x": {} } }, BAD_REQUEST],
    [{ routeKey: "$connect", requestParameters: { "request.header.x": {} } }, BAD_REQUEST],
    [
      { routeKey: "$connect", authorizationType: "NONE", apiKeyRequired: false, operationName: "in" },
      "accepted",
    ],
    [{ routeKey: "a b/c" }, "accepted"],
  ])("of %j is %s", (input, outcome) => {
    expect(refusal(() => gateway.createRoute(apiId, input))).toBe(outcome);
  });

  test("has a key that no other route of the API has", () => {
    createRoute("send");
    const { routeId } = createRoute("other");
    expect(refusal(() => gateway.createRoute(apiId, { routeKey: "send" }))).toBe(CONFLICT);
    expect(refusal(() => gateway.updateRoute(apiId, routeId, { routeKey: "send" }))).toBe(CONFLICT);
    expect(gateway.updateRoute(apiId, routeId, { routeKey: "third" })).toMatchObject({
      routeId,
      routeKey: "third",
    });
  });

  test("loses its target to an update with an empty one", () => {
    const { integrationId, routeId } = createRoute("send");
    gateway.updateRoute(apiId, routeId, { target: "" });
    expect(refusal(() => gateway.deleteIntegration(apiId, integrationId))).toBe("accepted");
  });

  test("has at most one route response, whose key is $default", () => {
    const { routeId } = createRoute("send");
    const create = (routeResponseKey: string) =>
      gateway.createRouteResponse(apiId, routeId, { routeResponseKey });
    expect(refusal(() => create("200"))).toBe(BAD_REQUEST);
    const { routeResponseId } = create("$default");
    expect(refusal(() => create("$default"))).toBe(CONFLICT);
    const update = (id: string, routeResponseKey: string) =>
      gateway.updateRouteResponse(apiId, id, routeResponseId, { routeResponseKey });
    expect(refusal(() => update(routeId, "200"))).toBe(BAD_REQUEST);
    expect(refusal(() => update("nothere", "$default"))).toBe(NOT_FOUND);
    expect(update(routeId, "$default")).toMatchObject({ routeResponseId, routeId });
    gateway.deleteRoute(apiId, routeId);
    expect(refusal(() => gateway.deleteRouteResponse(apiId, routeId, routeResponseId))).toBe(NOT_FOUND);
    expect(refusal(() => create("$default"))).toBe(NOT_FOUND);
  });
});

describe("a deployment", () => {
  test("needs a route, and an integration behind each but $connect", () => {
    expect(() => gateway.createDeployment(apiId)).toThrow(
      "At least one route is required before deploying the Api",
    );
    gateway.createRoute(apiId, { routeKey: "$connect" });
    expect(refusal(() => gateway.createDeployment(apiId))).toBe("accepted");
    gateway.createRoute(apiId, { routeKey: "send" });
    expect(() => gateway.createDeployment(apiId)).toThrow("the route send has no integration target");
  });

  test("is not deleted while a stage serves it", () => {
    createRoute("send");
    const { deploymentId } = gateway.createDeployment(apiId);
    gateway.createStage(apiId, { stageName: "dev", deploymentId });
    expect(refusal(() => gateway.deleteDeployment(apiId, deploymentId))).toBe(BAD_REQUEST);
    gateway.deleteStage(apiId, "dev");
    gateway.deleteDeployment(apiId, deploymentId);
    expect(refusal(() => gateway.deleteDeployment(apiId, deploymentId))).toBe(NOT_FOUND);
  });
});

describe("a stage", () => {
  test.each([
    [{ stageName: "" }, BAD_REQUEST],
    [{ stageName: "$default" }, BAD_REQUEST],
    [{ stageName: "a/b" }, BAD_REQUEST],
    [{ stageName: "x".repeat(129) }, BAD_REQUEST],
    [{ stageName: "dev", deploymentId: "nothere" }, BAD_REQUEST],
    [{ stageName: "dev", stageVariables: { "a-b": "1" } }, BAD_REQUEST],
    [{ stageName: "dev", stageVariables: { a: "b c" } }, BAD_REQUEST],
    [{ stageName: "dev", defaultRouteSettings: { throttlingRateLimit: -1 } }, BAD_REQUEST],
    [{ stageName: "dev", routeSettings: { send: { throttlingBurstLimit: 1 } } }, NOT_FOUND],
    [
      { stageName: "dev", accessLogSettings: { destinationArn: "logs", format: "$context.requestId" } },
      BAD_REQUEST,
    ],
    [
      { stageName: "dev", accessLogSettings: { destinationArn: LOG_GROUP, format: "$context.status" } },
      BAD_REQUEST,
    ],
    [{ stageName: "dev", accessLogSettings: { destinationArn: STREAM, format: "" } }, NOT_SUPPORTED],
    [{ stageName: "Dev_1-a", autoDeploy: true, stageVariables: { a: "https://x?y=z" } }, "accepted"],
  ])("of %j is %s", (input, outcome) => {
    expect(refusal(() => gateway.createStage(apiId, input))).toBe(outcome);
  });

  test("has AWS's ARNs, its URL, and with autoDeploy a deployment as soon as there is a route", () => {
    const stage = gateway.createStage(apiId, { stageName: "dev", autoDeploy: true });
    expect(stage).toMatchObject({
      arn: `arn:aws:apigateway:us-east-1::/apis/${apiId}/stages/dev`,
      executionArn: `arn:aws:execute-api:us-east-1:000000000000:${apiId}/dev`,
      invokeUrl: expect.stringMatching(/^ws:\/\/localhost:\d+\/dev$/),
    });
    expect(stage.deploymentId).toBeUndefined();
    createRoute("send");
    expect(gateway.updateStage(apiId, "dev", {}).deploymentId).toMatch(/^[a-z0-9]{6}$/);
  });

  test("is given a deployment or deploys by itself, not both", () => {
    createRoute("send");
    const { deploymentId } = gateway.createDeployment(apiId);
    expect(
      refusal(() => gateway.createStage(apiId, { stageName: "dev", autoDeploy: true, deploymentId })),
    ).toBe(BAD_REQUEST);
    gateway.createStage(apiId, { stageName: "dev", autoDeploy: true });
    expect(refusal(() => gateway.updateStage(apiId, "dev", { deploymentId }))).toBe(BAD_REQUEST);
    expect(gateway.updateStage(apiId, "dev", { autoDeploy: false, deploymentId }).deploymentId).toBe(
      deploymentId,
    );
  });

  test("has a name that no other stage has, and is one of at most ten", () => {
    for (let count = 0; count < 10; count += 1) gateway.createStage(apiId, { stageName: `s${count}` });
    expect(refusal(() => gateway.createStage(apiId, { stageName: "s0" }))).toBe(CONFLICT);
    expect(refusal(() => gateway.createStage(apiId, { stageName: "s10" }))).toBe(
      "LimitExceededException 429",
    );
  });
});
