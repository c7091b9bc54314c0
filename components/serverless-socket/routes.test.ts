// What routes can lead to, and what each makes of the API.
import * as aws from "@pulumi/aws";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { deploy } from "../testing.ts";
import { ServerlessSocket } from "./serverless-socket.ts";
import { chat, handlers } from "./testing.ts";

const API = "aws:apigatewayv2/api:Api";
const FUNCTION = "aws:lambda/function:Function";
const INTEGRATION = "aws:apigatewayv2/integration:Integration";
const INTEGRATION_RESPONSE = "aws:apigatewayv2/integrationResponse:IntegrationResponse";
const MODEL = "aws:apigatewayv2/model:Model";
const PERMISSION = "aws:lambda/permission:Permission";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ROUTE = "aws:apigatewayv2/route:Route";
const STAGE = "aws:apigatewayv2/stage:Stage";

describe("an alias as handler", () => {
  const withAlias = () =>
    deploy(() => {
      const fn = new aws.lambda.Function("mine", { role: "arn:aws:iam::123456789012:role/mine" });
      const alias = new aws.lambda.Alias("live", {
        name: "live",
        functionName: fn.name,
        functionVersion: "7",
      });
      new ServerlessSocket("chat", { routes: { send: alias, shout: { handler: alias, reply: true } } });
    });

  test("is called by its own ARN, once for all its routes", async () => {
    const { all } = await withAlias();
    expect(all(INTEGRATION).map(({ inputs }) => inputs.integrationUri)).toEqual([
      "arn:aws:lambda:us-east-1:123456789012:function:mine:live/invocations",
    ]);
  });

  test("has a permission per route, with the alias as qualifier and not as part of the function's name", async () => {
    const { all } = await withAlias();
    const api = "arn:aws:execute-api:us-east-1:123456789012:chat/live";
    expect(all(PERMISSION).map(({ inputs }) => inputs)).toMatchObject([
      { function: "mine", qualifier: "live", sourceArn: `${api}/send` },
      { function: "mine", qualifier: "live", sourceArn: `${api}/shout` },
    ]);
  });

  test("is neither configured nor given grants: it does not say whose role its function has", async () => {
    expect((await withAlias()).all(POLICY)).toEqual([]);
  });
});

describe("a mock", () => {
  test("answers by API Gateway alone: no function, no permission", async () => {
    const deployment = await chat({ routes: { ping: { mock: { type: "pong" }, reply: true } } });
    expect(deployment.all(FUNCTION)).toEqual([]);
    expect(deployment.all(PERMISSION)).toEqual([]);
    expect(deployment.one(INTEGRATION, "chat-ping").inputs).toEqual({
      apiId: "chat-id",
      integrationType: "MOCK",
      templateSelectionExpression: "\\$default",
      requestTemplates: { $default: '{"statusCode": 200}' },
    });
    expect(deployment.one(INTEGRATION_RESPONSE, "chat-ping").inputs).toMatchObject({
      integrationResponseKey: "$default",
      responseTemplates: { $default: '{"type":"pong"}' },
    });
  });

  test("may be text with expressions, and is deployed with its answer", async () => {
    const mock = '{"you": "$context.connectionId"}';
    const deployment = await chat({ routes: { ping: { mock, reply: true } } });
    expect(deployment.one(INTEGRATION_RESPONSE, "chat-ping").inputs.responseTemplates.$default).toBe(mock);
    expect(deployment.one(STAGE, "chat").dependencies).toContain(`${INTEGRATION_RESPONSE} chat-ping`);
  });
});

test("an HTTP backend gets the message, and whose it is", async () => {
  const http = "https://backend.example/messages";
  const deployment = await chat({ routes: { send: { http, reply: true, integrationTimeout: 2.5 } } });
  expect(deployment.one(INTEGRATION, "chat-send").inputs).toEqual({
    apiId: "chat-id",
    integrationType: "HTTP_PROXY",
    integrationUri: http,
    integrationMethod: "POST",
    requestParameters: { "integration.request.header.connectionId": "context.connectionId" },
    timeoutMilliseconds: 2500,
  });
  expect(deployment.all(PERMISSION)).toEqual([]);
});

test("an integration timeout is that of all routes of the function", async () => {
  const { send } = handlers();
  const { all } = await chat({ routes: { send: { handler: send, integrationTimeout: 5 }, shout: send } });
  expect(all(INTEGRATION).map(({ inputs }) => inputs.timeoutMilliseconds)).toEqual([5000]);
});

describe("a model", () => {
  const schema = v.object({ action: v.literal("send-it"), message: v.pipe(v.string(), v.minLength(1)) });

  test("is made of the schema that the handler parses with, in the draft that API Gateway knows", async () => {
    const { send } = handlers();
    const { one } = await chat({ routes: { "send-it": { handler: send, model: schema } } });
    const { inputs } = one(MODEL, "chat-send-it");
    expect(inputs).toMatchObject({ contentType: "application/json", name: "send2dit" });
    expect(JSON.parse(inputs.schema)).toEqual({
      $schema: "http://json-schema.org/draft-04/schema#",
      type: "object",
      properties: { action: { enum: ["send-it"] }, message: { type: "string", minLength: 1 } },
      required: ["action", "message"],
    });
  });

  test("is found for every message: one that none is found for would be refused", async () => {
    const { send } = handlers();
    const { one } = await chat({ routes: { send: { handler: send, model: { type: "object" } } } });
    expect(one(ROUTE, "chat-send").inputs).toMatchObject({
      modelSelectionExpression: "\\$default",
      requestModels: { $default: "send" },
    });
  });
});

test("a route is found where the caller says, and by the field action if not", async () => {
  const { send } = handlers();
  const routes = { send };
  const { one } = await chat({ routes, routeSelectionExpression: "$request.body.meta.type" });
  expect(one(API, "chat").inputs.routeSelectionExpression).toBe("$request.body.meta.type");
  expect((await chat({ routes })).one(API, "chat").inputs.routeSelectionExpression).toBe(
    "$request.body.action",
  );
});

test("a route that is undefined is left out", async () => {
  const { send } = handlers();
  expect((await chat({ routes: { send, debug: undefined } })).all(ROUTE)).toHaveLength(1);
});

test("stage variables are the stage's", async () => {
  const stageVariables = { backend: "blue.example" };
  expect((await chat({ stageVariables })).one(STAGE, "chat").inputs.stageVariables).toEqual(stageVariables);
});

describe("a log level of a route", () => {
  test("comes with both throttles, which would be zero without", async () => {
    const { send } = handlers();
    const routes = { send: { handler: send, executionLog: "ERROR" } } as const;
    expect((await chat({ routes })).one(STAGE, "chat").inputs.routeSettings).toEqual([
      {
        routeKey: "send",
        loggingLevel: "ERROR",
        throttlingBurstLimit: 500,
        throttlingRateLimit: 250,
      },
    ]);
  });

  test("replaces the socket's, beside the route's own throttle", async () => {
    const { send } = handlers();
    const throttle = { burst: 20, rate: 10 };
    const routes = { send: { handler: send, executionLog: "OFF", throttle } } as const;
    const { inputs } = (await chat({ routes, executionLog: "INFO" })).one(STAGE, "chat");
    expect(inputs.defaultRouteSettings.loggingLevel).toBe("INFO");
    expect(inputs.routeSettings).toEqual([
      { routeKey: "send", loggingLevel: "OFF", throttlingBurstLimit: 20, throttlingRateLimit: 10 },
    ]);
  });
});
