import * as aws from "@pulumi/aws";
import { describe, expect, test } from "vitest";
import { ServerlessSocket } from "../serverless-socket/serverless-socket.ts";
import { handlers } from "../serverless-socket/testing.ts";
import { deploy } from "../testing.ts";
import type { ServerlessSocketMonitoringArgs } from "./args.ts";
import { ServerlessSocketMonitoring } from "./serverless-socket-monitoring.ts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const TOPIC = "aws:sns/topic:Topic";

/** Watches a socket named `chat`, in which `send` and `shout` share a function. */
function watch(args: Partial<ServerlessSocketMonitoringArgs> = {}, queue = false) {
  const { connect, send } = handlers();
  return deploy(() => {
    const socket = new ServerlessSocket("chat", { routes: { $connect: connect, send, shout: send } });
    const queues = queue ? { broadcasts: new aws.sqs.Queue("broadcasts") } : undefined;
    new ServerlessSocketMonitoring("watch", { socket, queues, ...args });
  });
}

describe("the alarms", () => {
  test("are about the socket as a whole, its functions, its table and its queues", async () => {
    const { all } = await watch({}, true);
    const alarms = all(ALARM).map(({ name, inputs }) => [
      name,
      `${inputs.statistic} of ${inputs.metricName} in ${inputs.period} s > ${inputs.threshold}`,
      inputs.dimensions,
    ]);
    const api = { ApiId: "chat-id", Stage: "live" };
    const connect = { FunctionName: "project-test-chat-connect" };
    const send = { FunctionName: "project-test-chat-send" };
    expect(alarms).toEqual([
      [
        "watch-broadcasts-age",
        "Maximum of ApproximateAgeOfOldestMessage in 60 s > 60",
        { QueueName: "broadcasts" },
      ],
      ["watch-client-errors", "Sum of ClientError in 300 s > 100", api],
      ["watch-connect-function-errors", "Sum of Errors in 300 s > 0", connect],
      ["watch-connect-function-throttles", "Sum of Throttles in 300 s > 0", connect],
      ["watch-connects", "Sum of ConnectCount in 60 s > 15000", api],
      ["watch-execution-errors", "Sum of ExecutionError in 300 s > 0", api],
      ["watch-integration-errors", "Sum of IntegrationError in 300 s > 0", api],
      ["watch-send-function-errors", "Sum of Errors in 300 s > 0", send],
      ["watch-send-function-throttles", "Sum of Throttles in 300 s > 0", send],
      ["watch-table-read-throttles", "Sum of ReadThrottleEvents in 300 s > 0", { TableName: "chat" }],
      ["watch-table-write-throttles", "Sum of WriteThrottleEvents in 300 s > 0", { TableName: "chat" }],
    ]);
  });

  test("are about the authorizer, which no route leads to, and about an alias as such", async () => {
    const { connect, send } = handlers();
    const { all } = await deploy(() => {
      const alias = new aws.lambda.Alias("shared", {
        name: "prod",
        functionName: "other",
        functionVersion: "1",
      });
      const routes = { $connect: connect, send: alias };
      const socket = new ServerlessSocket("chat", { routes, authorizer: { handler: send } });
      new ServerlessSocketMonitoring("watch", { socket });
    });
    const errors = all(ALARM).filter(({ inputs }) => inputs.metricName === "Errors");
    expect(errors.map(({ name, inputs }) => [name, inputs.dimensions])).toEqual([
      ["watch-authorizer-function-errors", { FunctionName: "project-test-chat-authorizer" }],
      ["watch-connect-function-errors", { FunctionName: "project-test-chat-connect" }],
      ["watch-send-function-errors", { FunctionName: "other", Resource: "other:prod" }],
    ]);
  });

  test("of a route called like a side of the API are called otherwise", async () => {
    const { send } = handlers();
    const { all } = await deploy(() => {
      const socket = new ServerlessSocket("chat", { routes: { client: send } });
      new ServerlessSocketMonitoring("watch", { socket });
    });
    const names = all(ALARM).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test("are quiet while nothing happens, of which CloudWatch has no values", async () => {
    for (const { inputs } of (await watch()).all(ALARM)) {
      expect(inputs).toMatchObject({
        comparisonOperator: "GreaterThanThreshold",
        treatMissingData: "notBreaching",
      });
    }
  });

  test("begin where the thresholds say", async () => {
    const { one } = await watch({ thresholds: { clientErrors: 7 } });
    expect(one(ALARM, "watch-client-errors").inputs.threshold).toBe(7);
    expect(one(ALARM, "watch-connects").inputs.threshold).toBe(15_000);
  });

  test("tell a topic of their own, of the beginning and the end", async () => {
    const { all, one } = await watch();
    expect(one(TOPIC, "watch-alarms").inputs).toEqual({});
    const topic = ["arn:aws:sns:us-east-1:123456789012:watch-alarms"];
    for (const { inputs } of all(ALARM)) {
      expect(inputs).toMatchObject({ alarmActions: topic, okActions: topic });
    }
  });

  test("tell whom the caller names, and then there is no topic", async () => {
    const actions = ["arn:aws:sns:us-east-1:123456789012:operations"];
    const { all, one } = await watch({ actions });
    expect(all(TOPIC)).toEqual([]);
    expect(one(ALARM, "watch-connects").inputs.alarmActions).toEqual(actions);
  });

  test("send e-mails by a topic of their own, beside whom the caller names", async () => {
    const actions = ["arn:aws:sns:us-east-1:123456789012:operations"];
    const { all, one } = await watch({ actions, emails: ["a@example.com", "b@example.com"] });
    const topic = "arn:aws:sns:us-east-1:123456789012:watch-alarms";
    expect(all(SUBSCRIPTION).map(({ inputs }) => inputs)).toEqual([
      { topic, protocol: "email", endpoint: "a@example.com" },
      { topic, protocol: "email", endpoint: "b@example.com" },
    ]);
    expect(one(ALARM, "watch-connects").inputs.alarmActions).toEqual([...actions, topic]);
  });

  test("are refused together, where addresses or thresholds make no sense", async () => {
    const emails = ["nobody", "a@example.com", "a@example.com"];
    const refused = watch({ emails, thresholds: { connects: -1, queueAge: NaN } });
    await expect(refused).rejects.toThrow(
      [
        'ServerlessSocketMonitoring "watch" cannot be created:',
        'emails[0] is "nobody": it is no e-mail address. Use an address such as operations@example.com.',
        'emails[2] is "a@example.com": it is in the list twice. Keep one of the two.',
        "thresholds.connects is -1: no count is below it, so the alarm would never end. Use 0 or more.",
        "thresholds.queueAge is NaN: no count is below it, so the alarm would never end. Use 0 or more.",
      ].join("\n  - "),
    );
  });
});

test("the dashboard shows what is watched, and messages beside connects", async () => {
  const { inputs } = (await watch({}, true)).one(DASHBOARD, "watch");
  expect(inputs.dashboardName).toBe("project-test-watch");
  const { widgets } = JSON.parse(inputs.dashboardBody);
  const graphs = widgets.map(({ properties }: { properties: { title: string; metrics: string[][] } }) => [
    properties.title,
    properties.metrics.map(([, metric]) => metric),
  ]);
  expect(graphs).toEqual([
    ["Connects and messages", ["ConnectCount", "MessageCount"]],
    ["Errors of the API", ["IntegrationError", "ExecutionError", "ClientError"]],
    ["Errors of the functions", ["Errors", "Errors"]],
    [
      "Throttles of functions and table",
      ["Throttles", "Throttles", "ReadThrottleEvents", "WriteThrottleEvents"],
    ],
    ["Age of the oldest queued message, in seconds", ["ApproximateAgeOfOldestMessage"]],
  ]);
  expect(widgets[0].properties).toMatchObject({ region: "us-east-1", period: 60 });
  expect(widgets[0].properties.metrics[0]).toEqual([
    ...["AWS/ApiGateway", "ConnectCount", "ApiId", "chat-id", "Stage", "live"],
    { stat: "Sum" },
  ]);
});

test.each([
  ["topic", TOPIC, "displayName"],
  ["subscription", SUBSCRIPTION, "filterPolicy"],
  ["alarm", ALARM, "unit"],
  ["dashboard", DASHBOARD, "region"],
])("transform.%s changes each %s", async (key, type, argument) => {
  const { all } = await watch({ emails: ["a@example.com"], transform: { [key]: { [argument]: "changed" } } });
  expect(all(type).length).toBeGreaterThan(0);
  for (const { inputs } of all(type)) expect(inputs[argument]).toBe("changed");
});

test("tags reach topic and alarms", async () => {
  const { resources } = await watch({ tags: { team: "chat" } });
  const tagged = resources.filter(({ inputs }) => inputs.tags?.team === "chat").map(({ type }) => type);
  expect([...new Set(tagged)].sort()).toEqual([ALARM, TOPIC]);
});
