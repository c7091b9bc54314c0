// What a stage writes down, and that asking for it never costs the throttles.
import * as pulumi from "@pulumi/pulumi";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ApiGatewayLogging } from "../api-gateway-logging.ts";
import { deploy } from "../testing.ts";
import { ServerlessSocket } from "./serverless-socket.ts";
import { chat, handlers } from "./testing.ts";

const STAGE = "aws:apigatewayv2/stage:Stage";
const FUNCTION = "aws:lambda/function:Function";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

describe("where nobody speaks of it, an access log", () => {
  const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
  afterEach(() => warn.mockClear());

  test("is written wherever the account has a role for logs", async () => {
    const deployment = await chat();
    expect(deployment.one(STAGE, "chat").inputs.accessLogSettings).toEqual({
      destinationArn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/apis/project-test-chat",
      format: expect.stringContaining("$context.requestId"),
    });
    expect(deployment.reads).toEqual(["aws:apigateway/account:Account chat"]);
    expect(warn).not.toHaveBeenCalled();
  });

  test("is left out where it has none, which AWS would refuse, and the warning says what to do", async () => {
    const deployment = await chat({}, {}, { logsRole: "" });
    expect(deployment.one(STAGE, "chat").inputs).not.toHaveProperty("accessLogSettings");
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      'ServerlessSocket "chat" has no access log: API Gateway has no role to write logs with in this account and region. ' +
        "Create an ApiGatewayLogging in one stack of the account, or set accessLog: false.",
    ]);
  });

  test("is written where the program makes the role before", async () => {
    const { send } = handlers();
    const { one } = await deploy(
      () => {
        const dependsOn = new ApiGatewayLogging("logging");
        new ServerlessSocket("chat", { routes: { send } }, { dependsOn });
      },
      { logsRole: "" },
    );
    expect(one(STAGE, "chat").inputs).toHaveProperty("accessLogSettings");
    expect(warn).not.toHaveBeenCalled();
  });
});

test.each([true, {}, false])(
  "an access log that is %j does not ask for the account's role",
  async (accessLog) => {
    const deployment = await chat({ accessLog }, {}, { logsRole: "" });
    expect(deployment.reads).toEqual([]);
    expect("accessLogSettings" in deployment.one(STAGE, "chat").inputs).toBe(accessLog !== false);
  },
);

test("without an access log there is no group for it", async () => {
  const deployment = await chat({ accessLog: false });
  expect(deployment.all(LOG_GROUP).map(({ name }) => name)).not.toContain("chat");
});

test("an access log has a group of its own under the prefix that saves the resource policy's characters", async () => {
  const deployment = await chat({ accessLog: true, logRetentionDays: 7, tags: { team: "chat" } });
  expect(deployment.one(LOG_GROUP, "chat").inputs).toEqual({
    name: "/aws/vendedlogs/apis/project-test-chat",
    retentionInDays: 7,
    tags: { team: "chat" },
  });
  expect(deployment.one(STAGE, "chat").inputs.accessLogSettings.destinationArn).toBe(
    "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/apis/project-test-chat",
  );
});

test("its line is JSON that tells requests apart and leaves the query string out, where credentials may be", async () => {
  const deployment = await chat();
  const { format } = deployment.one(STAGE, "chat").inputs.accessLogSettings;
  const line: Record<string, string> = JSON.parse(format);
  expect(line).toMatchObject({ requestId: "$context.requestId", route: "$context.routeKey" });
  expect(format).not.toMatch(/query|header|path|identity|body/i);
});

test("format and retention can be chosen", async () => {
  const accessLog = { format: "$context.requestId $context.status", retentionDays: 1 };
  const deployment = await chat({ accessLog });
  expect(deployment.one(STAGE, "chat").inputs.accessLogSettings.format).toBe(accessLog.format);
  expect(deployment.one(LOG_GROUP, "chat").inputs.retentionInDays).toBe(1);
});

test("log level, data trace and metrics keep both throttles, of the stage and of each route", async () => {
  const { send } = handlers();
  const logs = { executionLog: "INFO" as const, dataTrace: true, detailedMetrics: true };
  const deployment = await chat({
    routes: { send: { handler: send, throttle: { burst: 2, rate: 1 } } },
    ...logs,
  });
  const written = { loggingLevel: "INFO", dataTraceEnabled: true, detailedMetricsEnabled: true };
  expect(deployment.one(STAGE, "chat").inputs).toMatchObject({
    defaultRouteSettings: { throttlingBurstLimit: 500, throttlingRateLimit: 250, ...written },
    routeSettings: [{ routeKey: "send", throttlingBurstLimit: 2, throttlingRateLimit: 1, ...written }],
  });
});

test("messages are not written down unless asked for", async () => {
  const { defaultRouteSettings } = (await chat({ executionLog: "INFO" })).one(STAGE, "chat").inputs;
  expect(defaultRouteSettings).not.toHaveProperty("dataTraceEnabled");
});

test("tracing is for every function that is bundled, the authorizer's among them", async () => {
  const { connect } = handlers();
  const deployment = await chat({ tracing: true, authorizer: { handler: connect } });
  const traced = deployment.all(FUNCTION).map(({ name, inputs }) => [name, inputs.tracingConfig]);
  expect(traced).toEqual(
    ["chat-authorizer", "chat-connect", "chat-send"].map((name) => [name, { mode: "Active" }]),
  );
});

test("transform.accessLogGroup changes the group", async () => {
  const deployment = await chat({
    accessLog: true,
    transform: { accessLogGroup: { kmsKeyId: "key" } },
  });
  expect(deployment.one(LOG_GROUP, "chat").inputs.kmsKeyId).toBe("key");
});
