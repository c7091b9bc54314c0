import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestContext, type TestContext } from "../testing.ts";
import { Logs } from "./logs.ts";

let context: TestContext;
let logs: Logs;

beforeEach(async () => {
  context = await createTestContext();
  logs = new Logs(context);
});
afterEach(() => context.dispose());

test("a group has an ARN and keeps what it was created with", () => {
  const group = logs.createLogGroup({ logGroupName: "/aws/lambda/send", retentionInDays: 14 });
  expect(group).toEqual({
    logGroupName: "/aws/lambda/send",
    retentionInDays: 14,
    arn: "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/send",
    creationTime: context.clock.now(),
  });
  expect(logs.updateLogGroup("/aws/lambda/send", { tags: { a: "b" } })).toEqual({
    ...group,
    tags: { a: "b" },
  });
});

test("the first write creates the group, and events come back in order", () => {
  logs.putLogEvents("g", "one", [{ timestamp: 1, message: "a" }]);
  logs.putLogEvents("g", "two", [{ timestamp: 2, message: "b" }]);
  expect(logs.getLogEvents("g")).toEqual([
    { timestamp: 1, logStreamName: "one", message: "a", sequence: 1, ingestionTime: context.clock.now() },
    { timestamp: 2, logStreamName: "two", message: "b", sequence: 2, ingestionTime: context.clock.now() },
  ]);
});

test("a group forgets its oldest events", () => {
  for (let n = 0; n < 25_000; n++) logs.putLogEvents("g", "s", [{ timestamp: n, message: `${n}` }]);
  const events = logs.getLogEvents("g");
  expect(events).toHaveLength(10_000);
  expect(events.at(-1)?.message).toBe("24999");
});

test("a group that exists, is missing, or is malformed is refused by name", () => {
  logs.createLogGroup({ logGroupName: "g" });
  expect(() => logs.createLogGroup({ logGroupName: "g" })).toThrow("already exists: g");
  expect(() => logs.createLogGroup({ logGroupName: "a b" })).toThrow('"a b" must be');
  expect(() => logs.createLogGroup({ logGroupName: "h", retentionInDays: 2 })).toThrow(
    "h must be one of 1, 3",
  );
  logs.deleteLogGroup("g");
  expect(() => logs.getLogEvents("g")).toThrow("does not exist: g");
  expect(() => logs.deleteLogGroup("g")).toThrow("does not exist: g");
});
