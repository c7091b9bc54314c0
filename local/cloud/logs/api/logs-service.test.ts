import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AwsError } from "../../errors.ts";
import { FrontDoor } from "../../front-door/front-door.ts";
import { signedFetch } from "../../front-door/signed-fetch.ts";
import { Iam } from "../../iam/iam.ts";
import { createTestContext, type TestContext } from "../../testing.ts";
import { Logs } from "../logs.ts";
import { LogsService } from "./logs-service.ts";

/** Any of the answers; tests read what they ask for. */
interface Answer {
  events?: { message: string; logStreamName?: string; eventId?: string }[];
  logGroups?: object[];
  logStreams?: object[];
  nextToken?: string;
  nextForwardToken?: string;
  nextBackwardToken?: string;
}

let context: TestContext;
let logs: Logs;
let iam: Iam;
let door: FrontDoor;

beforeEach(async () => {
  context = await createTestContext();
  logs = new Logs(context);
  iam = new Iam(context);
  const nobody = { awake: () => undefined };
  door = await FrontDoor.start(context, iam, nobody, { logs: new LogsService(context, logs) });
});
afterEach(async () => {
  await door.stop();
  await context.dispose();
});

function send(operation: string, parameters: object, credentials = iam.rootCredentials) {
  const { region, clock } = context;
  const caller = { url: door.url, service: "logs", region, credentials, now: clock.now() };
  const headers = {
    "x-amz-target": `Logs_20140328.${operation}`,
    "content-type": "application/x-amz-json-1.1",
  };
  return signedFetch(caller, "/", { headers, body: JSON.stringify(parameters) });
}

async function call(operation: string, parameters: object): Promise<Answer> {
  const response = await send(operation, parameters);
  expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
  return (await response.json()) as Answer;
}

async function refusal(operation: string, parameters: object) {
  const response = await send(operation, parameters);
  const { message } = (await response.json()) as AwsError;
  return `${response.headers.get("x-amzn-errortype")}: ${message}`;
}

const messages = ({ events = [] }: Answer) => events.map(({ message }) => message);

function write(stream: string, ...texts: string[]) {
  for (const message of texts) logs.putLogEvents("g", stream, [{ timestamp: context.clock.now(), message }]);
}

describe("log groups", () => {
  test("are listed by name, in pages, with what they were created with", async () => {
    for (const name of ["/aws/lambda/b", "/aws/lambda/a", "other"])
      logs.createLogGroup({ logGroupName: name });
    const first = await call("DescribeLogGroups", { logGroupNamePrefix: "/aws/", limit: 1 });
    expect(first.logGroups).toEqual([
      expect.objectContaining({
        ...{ logGroupName: "/aws/lambda/a", creationTime: context.clock.now() },
        arn: "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/a:*",
      }),
    ]);
    const { nextToken } = first;
    const second = await call("DescribeLogGroups", { logGroupNamePrefix: "/aws/", limit: 1, nextToken });
    expect(second.logGroups).toMatchObject([{ logGroupName: "/aws/lambda/b" }]);
    expect(second.nextToken).toBeUndefined();
    const found = await call("DescribeLogGroups", { logGroupNamePattern: "OTH" });
    expect(found.logGroups).toMatchObject([{ logGroupName: "other" }]);
  });
});

describe("log streams", () => {
  test("are listed by name or by their latest event", async () => {
    write("b", "1");
    context.clock.advance(5);
    write("a", "2", "3");
    context.clock.advance(5);
    write("b", "4");
    const names = async (order: object) => {
      const { logStreams = [] } = await call("DescribeLogStreams", { logGroupName: "g", ...order });
      return logStreams.map((stream) => Reflect.get(stream, "logStreamName"));
    };
    expect(await names({})).toEqual(["a", "b"]);
    expect(await names({ orderBy: "LastEventTime", descending: true })).toEqual(["b", "a"]);
    expect(await names({ logStreamNamePrefix: "b" })).toEqual(["b"]);
    const { logStreams } = await call("DescribeLogStreams", {
      logGroupIdentifier: "arn:aws:logs:us-east-1:000000000000:log-group:g:*",
      limit: 1,
    });
    expect(logStreams).toMatchObject([
      { firstEventTimestamp: context.clock.now() - 5, lastEventTimestamp: context.clock.now() - 5 },
    ]);
  });

  test("are read from the end, or from the head, until the token stays the same", async () => {
    write("s", "1", "2", "3", "4", "5");
    const parameters = { logGroupName: "g", logStreamName: "s", limit: 2 };
    const latest = await call("GetLogEvents", parameters);
    expect(messages(latest)).toEqual(["4", "5"]);
    const earlier = await call("GetLogEvents", { ...parameters, nextToken: latest.nextBackwardToken });
    expect(messages(earlier)).toEqual(["2", "3"]);
    const read: string[] = [];
    let token: string | undefined;
    for (;;) {
      const page = await call("GetLogEvents", { ...parameters, startFromHead: true, nextToken: token });
      read.push(...messages(page));
      if (page.nextForwardToken === token) break;
      token = page.nextForwardToken;
    }
    expect(read).toEqual(["1", "2", "3", "4", "5"]);
    write("s", "6");
    expect(messages(await call("GetLogEvents", { ...parameters, nextToken: token }))).toEqual(["6"]);
  });
});

describe("events", () => {
  test("of all streams come by time, with ids", async () => {
    write("a", "1");
    context.clock.advance(1);
    write("b", "2");
    const { events } = await call("FilterLogEvents", { logGroupName: "g" });
    expect(events).toEqual([
      expect.objectContaining({
        message: "1",
        logStreamName: "a",
        eventId: expect.stringMatching(/^\d{56}$/),
      }),
      expect.objectContaining({ message: "2", logStreamName: "b" }),
    ]);
    expect(events?.[0]?.eventId).not.toBe(events?.[1]?.eventId);
  });

  test.each<[object, string[]]>([
    [{ filterPattern: "ERROR" }, ["ERROR one", "ERROR two"]],
    [{ filterPattern: "ERROR two" }, ["ERROR two"]],
    [{ filterPattern: '"ERROR one"' }, ["ERROR one"]],
    [{ filterPattern: "ERROR -two" }, ["ERROR one"]],
    [{ filterPattern: "?two ?three" }, ["ERROR two", "INFO three"]],
    [{ logStreamNames: ["b"] }, ["INFO three"]],
    [{ logStreamNamePrefix: "a" }, ["ERROR one", "ERROR two"]],
    [{ startTime: Date.UTC(2026, 0, 1) + 10 }, ["INFO three"]],
    [{ endTime: Date.UTC(2026, 0, 1) }, ["ERROR one", "ERROR two"]],
  ])("are filtered by %j", async (filter, expected) => {
    write("a", "ERROR one", "ERROR two");
    context.clock.advance(10);
    write("b", "INFO three");
    expect(messages(await call("FilterLogEvents", { logGroupName: "g", ...filter }))).toEqual(expected);
  });
});

test.each<[string, object, string]>([
  [
    "GetLogEvents",
    { logGroupName: "none", logStreamName: "s" },
    "ResourceNotFoundException: The specified log group",
  ],
  [
    "GetLogEvents",
    { logGroupName: "g", logStreamName: "x" },
    "ResourceNotFoundException: The specified log stream",
  ],
  [
    "GetLogEvents",
    { logGroupName: "g", logStreamName: "s", nextToken: "x" },
    "The specified nextToken is invalid",
  ],
  ["GetLogEvents", { logGroupName: "g" }, "InvalidParameterException: logStreamName is required"],
  ["FilterLogEvents", {}, "InvalidParameterException: logGroupName or logGroupIdentifier is required"],
  ["FilterLogEvents", { logGroupName: 7 }, "InvalidParameterException: logGroupName must be a string"],
  ["FilterLogEvents", { logGroupName: "g", limit: 0 }, "limit must be a whole number from 1 to 10000"],
  ["FilterLogEvents", { logGroupName: "g", filterPattern: "{ $.a = 1 }" }, "not by the pattern { $.a = 1 }"],
  ["DescribeLogStreams", { logGroupName: "g", orderBy: "Size" }, "orderBy must be"],
  ["StartQuery", {}, "UnknownOperationException: The local cloud's CloudWatch Logs has no operation"],
])("%s with %j is refused by name", async (operation, parameters, expected) => {
  write("s", "1");
  expect(await refusal(operation, parameters)).toContain(expected);
});

test("a role reads only the groups that its policies name", async () => {
  write("s", "1");
  logs.createLogGroup({ logGroupName: "h" });
  const statement = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
  const role = iam.createRole({
    roleName: "reader",
    assumeRolePolicyDocument: statement({
      ...{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    }),
  });
  const Resource = "arn:aws:logs:us-east-1:000000000000:log-group:g:*";
  iam.putRolePolicy("reader", "p", statement({ Effect: "Allow", Action: "logs:FilterLogEvents", Resource }));
  const reader = iam.assumeRole(role.arn, "session");
  expect((await send("FilterLogEvents", { logGroupName: "g" }, reader)).status).toBe(200);
  const refused = await send("FilterLogEvents", { logGroupName: "h" }, reader);
  expect(refused.headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
  expect(await refused.json()).toMatchObject({
    message: expect.stringContaining(
      "logs:FilterLogEvents on resource: arn:aws:logs:us-east-1:000000000000:log-group:h:",
    ),
  });
});
