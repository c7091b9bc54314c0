// The program itself, with the config defaults, the real handlers and a stand-in for the built site.
import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Deployment, deploy, makeFolder, statementsOf, valueOf } from "./components/testing.ts";

/** All that a stack can ask for. */
const CONFIG = {
  stageName: "live",
  allowedOrigins: '["https://intranet.example.com"]',
  requireOrigin: "false",
  throttleBurst: "500",
  throttleRate: "250",
  logRetentionDays: "30",
  accessLog: "auto",
  executionLog: "ERROR",
  accountLogging: "true",
  detailedMetrics: "true",
  tracing: "true",
  alarms: "true",
  alarmTopic: "",
  alarmEmails: '["operations@example.com"]',
  socketDomain: "socket.example.com",
  siteDomain: "chat.example.com",
  zoneId: "Z1",
  deletionProtection: "true",
  https: "true",
};

const FUNCTION = "aws:lambda/function:Function";
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/chat";

const root = process.cwd();
const folder = makeFolder({
  "frontend/dist/index.html": "<!doctype html>",
  "frontend/dist/assets/a-Bq3_x9Zk.js": "",
});
let deployment: Deployment;
let outputs: Record<string, pulumi.Output<string>>;

beforeAll(async () => {
  symlinkSync(path.join(root, "handlers"), path.join(folder, "handlers"));
  process.chdir(folder);
  pulumi.runtime.setAllConfig(
    Object.fromEntries(Object.entries(CONFIG).map(([key, value]) => [`project:${key}`, value])),
  );
  deployment = await deploy(async () => {
    outputs = { ...(await import("./index.ts")) };
  });
});

afterAll(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true });
});

test("the program's routes are those of the chat, each with a function of its own", () => {
  const routes = deployment.all("aws:apigatewayv2/route:Route");
  const routed = routes.map(({ inputs }) => [inputs.routeKey, inputs.routeResponseSelectionExpression]);
  expect(routed).toEqual([
    ["$connect", undefined],
    ["$default", "$default"],
    ["$disconnect", undefined],
    ["send", "$default"],
    ["sync", "$default"],
  ]);
  expect(deployment.all(FUNCTION).map(({ name }) => name)).toEqual([
    "chat-connect",
    "chat-default",
    "chat-disconnect",
    "chat-send",
    "chat-sync",
  ]);
});

test.each([
  ["chat-connect", ["dynamodb:PutItem"], []],
  ["chat-disconnect", ["dynamodb:DeleteItem", "dynamodb:GetItem"], []],
  ["chat-default", [], []],
  ["chat-send", ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query"], ["POST"]],
  ["chat-sync", ["dynamodb:GetItem"], []],
])(
  "%s may do %j with the table and %j with connections, write its log and send traces",
  (name, actions, verbs) => {
    const { policy } = deployment.one("aws:iam/rolePolicy:RolePolicy", name).inputs;
    const stage = "arn:aws:execute-api:us-east-1:123456789012:chat/live";
    const logGroup = `arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/project-test-${name}:*`;
    expect(statementsOf(policy)).toEqual([
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [logGroup] },
      {
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        Resource: ["*"],
      },
      ...(actions.length > 0 ? [{ Effect: "Allow", Action: actions, Resource: [TABLE] }] : []),
      ...verbs.map((verb) => ({
        Effect: "Allow",
        Action: ["execute-api:ManageConnections"],
        Resource: [`${stage}/${verb}/@connections/*`],
      })),
    ]);
  },
);

describe("the site and the socket know each other", () => {
  test("pages of the site, and of the origins in the config, may connect", () => {
    const { variables } = deployment.one(FUNCTION, "chat-connect").inputs.environment;
    expect(variables.ALLOWED_ORIGINS).toBe("https://chat.example.com,https://intranet.example.com");
  });

  test("the site's pages are told where the socket is, and are allowed to go there", () => {
    const { inputs } = deployment.one("aws:s3/bucketObjectv2:BucketObjectv2", "site/config.json");
    expect(JSON.parse(inputs.content)).toEqual({
      socketUrl: "wss://socket.example.com",
    });
    const headers = deployment.one("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "site");
    const { contentSecurityPolicy } = headers.inputs.securityHeadersConfig.contentSecurityPolicy;
    expect(contentSecurityPolicy).toContain("connect-src 'self' wss://socket.example.com;");
  });
});

test("the config reaches what it is about", () => {
  expect(deployment.one("aws:dynamodb/table:Table", "chat").inputs.deletionProtectionEnabled).toBe(true);
  expect(deployment.one("aws:apigatewayv2/stage:Stage", "chat").inputs.defaultRouteSettings).toEqual({
    throttlingBurstLimit: 500,
    throttlingRateLimit: 250,
    loggingLevel: "ERROR",
    detailedMetricsEnabled: true,
  });
  expect(deployment.one(FUNCTION, "chat-send").inputs.tracingConfig).toEqual({ mode: "Active" });
  expect(deployment.all("aws:cloudwatch/metricAlarm:MetricAlarm").length).toBeGreaterThan(10);
  for (const { inputs } of deployment.all("aws:cloudwatch/logGroup:LogGroup")) {
    expect(inputs.retentionInDays).toBe(30);
  }
});

test("the socket's logs are asked for only when the account's role is there", () => {
  const { dependencies } = deployment.one("serverless-socket:index:ServerlessSocket", "chat");
  expect(dependencies).toContain("aws:apigateway/account:Account chat-logging");
});

test("the outputs are what people and scripts need", async () => {
  const values = Object.entries(outputs).map(async ([key, output]) => [key, await valueOf(output)]);
  expect(Object.fromEntries(await Promise.all(values))).toEqual({
    siteUrl: "https://chat.example.com",
    socketUrl: "wss://socket.example.com",
    callbackUrl: "https://chat.execute-api.us-east-1.amazonaws.com/live",
    tableName: "chat",
  });
});

test("everything that takes tags says which project and stack it belongs to", () => {
  const tagged = deployment.resources.filter(({ inputs }) => inputs.tags);
  expect(tagged.length).toBeGreaterThan(10);
  for (const { inputs } of tagged) expect(inputs.tags).toEqual({ project: "project", stack: "test" });
});
