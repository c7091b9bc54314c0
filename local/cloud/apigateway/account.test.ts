import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { policyOf } from "../front-door/testing.ts";
import { Iam } from "../iam/iam.ts";
import { TestGateway } from "./testing.ts";

const WRITES = "service-role/AmazonAPIGatewayPushToCloudWatchLogs";
const LOG_GROUP = "arn:aws:logs:us-east-1:000000000000:log-group:access";
const ACCESS_LOG = { accessLogSettings: { destinationArn: LOG_GROUP, format: "$context.requestId" } };

let api: TestGateway;
let iam: Iam;

beforeEach(async () => {
  api = await TestGateway.start({ iam: (context) => (iam = new Iam(context)) });
});
afterEach(() => api.stop());

/** A role for the logs of API Gateway, unless it trusts another service or has another policy of AWS. */
function makeRole({ Service = "apigateway.amazonaws.com", policy = WRITES } = {}) {
  const trust = policyOf({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
  const { arn } = iam.createRole({ roleName: "logs", assumeRolePolicyDocument: trust });
  iam.attachRolePolicy("logs", `arn:aws:iam::aws:policy/${policy}`);
  return arn;
}

const setRole = (arn?: string) => api.gateway.account.updateCloudwatchRole(arn);
const updateStage = (patch: object) => api.gateway.updateStage(api.apiId, "dev", patch);
const messages = (group: string) => api.logs.getLogEvents(group).map(({ message }) => message);

describe("the role for logs", () => {
  test("is tried out when it is set, with a line in a group of API Gateway's own", () => {
    const arn = makeRole();
    setRole(arn);
    expect(api.gateway.account.settings.cloudwatchRoleArn).toBe(arn);
    expect(messages("/aws/apigateway/welcome")).toEqual(["Cloudwatch logs enabled for API Gateway"]);
  });

  test.each([
    ["trusts another service", { Service: "lambda.amazonaws.com" }],
    ["may write no logs", { policy: "AmazonAPIGatewayInvokeFullAccess" }],
  ])("is not one that %s", (_what, unfit) => {
    const arn = makeRole(unfit);
    expect(() => setRole(arn)).toThrow("The role ARN does not have required permissions configured.");
    expect(api.gateway.account.settings.cloudwatchRoleArn).toBeUndefined();
  });

  test.each([
    ["arn:aws:iam::000000000000:role/nobody", "The role ARN does not have required permissions configured."],
    ["logs", "The role ARN is not well formed"],
  ])("is not %s", (arn, words) => {
    expect(() => setRole(arn)).toThrow(words);
  });
});

describe("a stage with logs", () => {
  const NO_ROLE = "CloudWatch Logs role ARN must be set in account settings to enable logging";

  test.each([
    ["an access log", ACCESS_LOG],
    ["execution logs", { defaultRouteSettings: { loggingLevel: "ERROR" } }],
    ["execution logs of one route", { routeSettings: { send: { loggingLevel: "INFO" } } }],
  ])("with %s is refused until there is a role", (_what, logs) => {
    api.route("send");
    expect(() => updateStage(logs)).toThrow(NO_ROLE);
    expect(() => api.gateway.createStage(api.apiId, { stageName: "prod", ...logs })).toThrow(NO_ROLE);
    setRole(makeRole());
    updateStage(logs);
    setRole();
    expect(() => updateStage(logs)).toThrow(NO_ROLE);
  });

  test("that has none needs no role", () => {
    updateStage({ accessLogSettings: {}, defaultRouteSettings: { loggingLevel: "OFF" } });
  });
});

describe("an access log", () => {
  beforeEach(() => {
    api.route("$connect");
    setRole(makeRole());
    updateStage(ACCESS_LOG);
  });

  test("is written as far as the role may, and a refusal is told once", async () => {
    const refusals: string[] = [];
    api.context.events.listen((event) => {
      if (event.kind === "refusal") refusals.push(event.message);
    });
    await api.connect();
    expect(messages("access")).toHaveLength(1);
    iam.detachRolePolicy("logs", `arn:aws:iam::aws:policy/${WRITES}`);
    await api.connect();
    await api.connect();
    expect(messages("access")).toHaveLength(1);
    expect(refusals).toEqual([expect.stringContaining("is not authorized to perform: logs:PutLogEvents")]);
    iam.putRolePolicy("logs", "own", policyOf({ Effect: "Allow", Action: "logs:*", Resource: "*" }));
    await api.connect();
    expect(messages("access")).toHaveLength(2);
  });

  test("ends with the role", async () => {
    iam.detachRolePolicy("logs", `arn:aws:iam::aws:policy/${WRITES}`);
    iam.deleteRole("logs");
    await api.connect();
    await api.connect();
    expect(api.logs.hasLogGroup("access")).toBe(false);
  });
});
