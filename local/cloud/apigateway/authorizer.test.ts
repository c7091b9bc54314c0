import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AwsError } from "../errors.ts";
import { AUTHORIZER } from "./fake-lambda.testing.ts";
import { TestGateway } from "./testing.ts";

let api: TestGateway;

beforeEach(async () => {
  api = await TestGateway.start();
  api.route("$default");
  api.route("$disconnect");
});
afterEach(() => api.stop());

const policy = (...statements: object[]) => ({ Version: "2012-10-17", Statement: statements });
const statement = (Effect: string, Resource: unknown, more: object = {}) => ({
  ...{ Effect, Action: "execute-api:Invoke", Resource },
  ...more,
});
const allowed = (context?: object) => ({
  principalId: "ada",
  policyDocument: policy(statement("Allow", "*")),
  context,
});
const fromAddress = (...addresses: string[]) => ({ Condition: { IpAddress: { "aws:SourceIp": addresses } } });
const connectArn = () => `arn:aws:execute-api:us-east-1:000000000000:${api.apiId}/dev/$connect`;

/** The status of the upgrade: 101, or what refused it. */
async function statusOf(...client: Parameters<TestGateway["client"]>) {
  const { opened, refused } = api.client(...client);
  return Promise.race([opened.then(() => 101), refused.then(({ status }) => status)]);
}

describe("identity sources", () => {
  test.each([
    ["route.request.header.X-Token", "/dev", { "x-token": "1" }],
    ["route.request.querystring.token", "/dev?token=1", {}],
    ["stageVariables.token", "/dev", {}],
    ["context.identity.userAgent", "/dev", { "user-agent": "tester" }],
  ])("[GW-6] a client without %s gets 401, and nobody is asked", async (source, path, headers) => {
    api.authorizer(() => allowed(), [source]);
    expect(await statusOf()).toBe(401);
    expect(api.lambda.pending(AUTHORIZER)).toBe(0);

    api.gateway.updateStage(api.apiId, "dev", { stageVariables: { token: "1" } });
    expect(await statusOf(path, { headers })).toBe(101);
    expect(api.lambda.pending(AUTHORIZER)).toBe(1);
  });

  test("[GW-6] an empty one is as good as none, and each of several is required", async () => {
    api.authorizer(() => allowed(), ["route.request.header.a", "route.request.querystring.b"]);
    expect(await statusOf("/dev?b=1")).toBe(401);
    expect(await statusOf("/dev?b=", { headers: { a: "1" } })).toBe(401);
    expect(await statusOf("/dev?b=1", { headers: { a: "1" } })).toBe(101);
    expect(api.context.seen).toContainEqual(
      expect.objectContaining({
        kind: "refusal",
        action: "connect",
        code: "Unauthorized",
        message: "the authorizer doorkeeper is not asked without the header a",
        remedy: "send it, or take it out of the identity sources",
      }),
    );
  });
});

describe("what the authorizer decides", () => {
  test.each([
    ["Unauthorized", 401],
    [new Error("Unauthorized"), 401],
    [new Error("unauthorized"), 500],
    [new Error("broken"), 500],
  ])("[GW-7] [GW-9] %s, thrown, is %i, and the $connect function is not called", async (thrown, status) => {
    api.authorizer(() => {
      throw thrown;
    });
    expect(await statusOf()).toBe(status);
    expect(api.lambda.pending("$connect")).toBe(0);
    expect(api.gateway.connections()).toEqual([]);
  });

  test.each<[string, () => object[], number]>([
    ["allows everything", () => [statement("Allow", "*")], 101],
    ["allows the route", () => [statement("Allow", connectArn())], 101],
    ["allows the stage", () => [statement("Allow", [connectArn().replace("$connect", "*")])], 101],
    ["denies", () => [statement("Deny", "*")], 403],
    ["allows and denies", () => [statement("Allow", "*"), statement("Deny", connectArn())], 403],
    ["allows another route", () => [statement("Allow", connectArn().replace("$connect", "send"))], 403],
    ["allows another stage", () => [statement("Allow", connectArn().replace("/dev/", "/prod/"))], 403],
    [
      "allows another action",
      () => [statement("Allow", "*", { Action: "execute-api:ManageConnections" })],
      403,
    ],
    ["allows other addresses", () => [statement("Allow", "*", fromAddress("10.0.0.0/8"))], 403],
    ["allows this address", () => [statement("Allow", "*", fromAddress("127.0.0.1", "::1"))], 101],
    ["has no statement", () => [], 403],
  ])("[GW-8] a policy that %s: %i", async (_, statements, status) => {
    api.authorizer(() => ({ principalId: "ada", policyDocument: policy(...statements()) }));
    expect(await statusOf()).toBe(status);
  });

  test.each<[string, object | null | string]>([
    ["nothing", null],
    ["a word", "Unauthorized"],
    ["a simple response", { isAuthorized: true }],
    ["no principal", { policyDocument: policy(statement("Allow", "*")) }],
    ["no policy", { principalId: "ada" }],
    ["a policy as text", { principalId: "ada", policyDocument: JSON.stringify(policy()) }],
    ["an effect that is none", { principalId: "ada", policyDocument: policy(statement("allow", "*")) }],
    ["a statement without action", { principalId: "ada", policyDocument: policy({ Effect: "Allow" }) }],
    ["a list in the context", allowed({ rooms: ["lobby"] })],
    [
      "a condition that cannot be decided",
      {
        principalId: "a",
        policyDocument: policy(statement("Allow", "*", { Condition: { Bool: { "a:b": true } } })),
      },
    ],
  ])("[GW-9] a result with %s is 500", async (_, result) => {
    api.authorizer(() => result);
    expect(await statusOf()).toBe(500);
    expect(api.lambda.pending("$connect")).toBe(0);
    expect(api.context.seen).toContainEqual(
      expect.objectContaining({
        kind: "refusal",
        message: expect.stringContaining("the authorizer doorkeeper returned what cannot be used"),
        remedy: expect.stringContaining("policyDocument"),
      }),
    );
  });

  test("[GW-9] a result of 8 KB is taken, and one of a byte more is 500", async () => {
    const size = Buffer.byteLength(JSON.stringify(allowed({ text: "" })));
    const results = [8192, 8193].map((bytes) => allowed({ text: "x".repeat(bytes - size) }));
    api.authorizer(() => results.shift());
    expect(await statusOf()).toBe(101);
    expect(await statusOf()).toBe(500);
  });

  test("[GW-9] a gateway that may not invoke the authorizer is 500", async () => {
    const { authorizerId } = api.authorizer(() => {
      throw new AwsError("AccessDeniedException", "not allowed", 403);
    });
    expect(await statusOf()).toBe(500);
    const { invocation } = await api.lambda.called(AUTHORIZER);
    expect(invocation).toMatchObject({
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:doorkeeper",
      caller: {
        service: "apigateway.amazonaws.com",
        sourceArn: `arn:aws:execute-api:us-east-1:000000000000:${api.apiId}/authorizers/${authorizerId}`,
      },
    });
  });

  test("[GW-9] an authorizer that does not answer is 500", async () => {
    api.authorizer(() => new Promise(() => {}));
    const status = statusOf();
    await api.lambda.called(AUTHORIZER);
    api.context.clock.advance(29_000);
    expect(await status).toBe(500);
  });

  test("[GW-8] every connection is decided anew", async () => {
    const results = [allowed(), { ...allowed(), policyDocument: policy() }, allowed()];
    api.authorizer(() => results.shift());
    expect(await statusOf()).toBe(101);
    expect(await statusOf()).toBe(403);
    expect(await statusOf()).toBe(101);
  });

  test("[GW-58] a route without its authorizer is live once it is deployed", async () => {
    const { routeId } = api.authorizer(() => ({ ...allowed(), policyDocument: policy() }));
    const { deploymentId } = api.gateway.createDeployment(api.apiId);
    api.gateway.updateStage(api.apiId, "dev", { autoDeploy: false, deploymentId });
    api.gateway.updateRoute(api.apiId, routeId, { authorizationType: "NONE", authorizerId: "" });
    expect(await statusOf()).toBe(403);
    const open = api.gateway.createDeployment(api.apiId);
    api.gateway.updateStage(api.apiId, "dev", { deploymentId: open.deploymentId });
    expect(await statusOf()).toBe(101);
  });
});

describe("what is told of the client", () => {
  test("[GW-10] context and principal are in all later events, as text", async () => {
    api.authorizer(() => allowed({ name: "Ada", age: 36, admin: true, nothing: null }));
    const client = await api.connect();
    client.send("1");
    const connect = await api.lambda.called("$connect");
    const message = await api.lambda.called("$default");
    client.ws.close(1000);
    const disconnect = await api.lambda.called("$disconnect");
    for (const { event } of [connect, message, disconnect]) {
      expect(Object.entries(event.requestContext.authorizer as object)).toEqual([
        ["name", "Ada"],
        ["age", "36"],
        ["admin", "true"],
        ["principalId", "ada"],
        ["integrationLatency", 0],
      ]);
      expect(Object.keys(event.requestContext).slice(0, 2)).toEqual(["routeKey", "authorizer"]);
    }
  });

  test("[GW-10] the time that the authorizer took is told", async () => {
    let decide = (_result: object) => {};
    api.authorizer(() => new Promise((resolve) => (decide = resolve)));
    const client = api.client();
    await api.lambda.called(AUTHORIZER);
    api.context.clock.advance(40);
    decide(allowed());
    await client.opened;
    expect((await api.lambda.called("$connect")).event.requestContext.authorizer).toEqual({
      principalId: "ada",
      integrationLatency: 40,
    });
  });
});

describe("what the authorizer is told", () => {
  test("[GW-12] the event has AWS's keys in AWS's order, and the ARN of the route", async () => {
    api.authorizer(() => allowed());
    await api.connect({ headers: { "x-token": "1" } });
    const { event } = await api.lambda.called(AUTHORIZER);
    expect(Object.keys(event)).toEqual([
      "type",
      "methodArn",
      "headers",
      "multiValueHeaders",
      "queryStringParameters",
      "multiValueQueryStringParameters",
      "stageVariables",
      "requestContext",
    ]);
    expect(event).toMatchObject({
      type: "REQUEST",
      methodArn: connectArn(),
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      stageVariables: {},
    });
    expect(Object.keys(event.headers as object)).toEqual([
      "Connection",
      "content-length",
      "Host",
      "Sec-WebSocket-Extensions",
      "Sec-WebSocket-Key",
      "Sec-WebSocket-Version",
      "Upgrade",
      "X-Amzn-Trace-Id",
      "X-Forwarded-For",
      "X-Forwarded-Port",
      "X-Forwarded-Proto",
      "X-Token",
    ]);
    expect(event.headers).toMatchObject({
      Connection: "upgrade",
      "content-length": "0",
      Upgrade: "websocket",
    });
    expect(event.multiValueHeaders).toMatchObject({ Connection: ["upgrade"], "X-Token": ["1"] });
  });

  test("[GW-12] query, stage variables and the connection are those of the $connect function", async () => {
    api.gateway.updateStage(api.apiId, "dev", { stageVariables: { table: "messages" } });
    api.authorizer(() => allowed());
    await api.client("/dev?room=a&room=b").opened;
    const { event: asked } = await api.lambda.called(AUTHORIZER);
    const { event: called } = await api.lambda.called("$connect");
    expect(asked.queryStringParameters).toEqual({ room: "b" });
    expect(asked.multiValueQueryStringParameters).toEqual({ room: ["a", "b"] });
    expect(asked.stageVariables).toEqual({ table: "messages" });
    const { authorizer, ...requestContext } = called.requestContext;
    expect(asked.requestContext).toEqual(requestContext);
    expect(authorizer).toBeDefined();
    expect(asked.headers).toMatchObject(called.headers as object);
  });
});
