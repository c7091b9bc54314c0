import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startFrontDoor, type TestDoor } from "../../front-door/testing.ts";
import { Logs } from "../logs.ts";
import { LogsService } from "./logs-service.ts";

const of = { logGroupName: "chat" };
const resourceArn = "arn:aws:logs:us-east-1:000000000000:log-group:chat";

let logs: Logs;
let door: TestDoor;
let client: CloudWatchLogsClient;

beforeEach(async () => {
  door = await startFrontDoor((context) => {
    logs = new Logs(context);
    return { logs: new LogsService(context, logs) };
  });
  client = new CloudWatchLogsClient(door.client());
});
afterEach(() => door.dispose());

const create = (more = {}) => client.send(new CreateLogGroupCommand({ ...of, ...more }));

const retention = async () =>
  (await client.send(new DescribeLogGroupsCommand({}))).logGroups?.map(
    ({ retentionInDays }) => retentionInDays,
  );

describe("a log group", () => {
  test("is created with its tags, and deleted", async () => {
    await create({ tags: { team: "blue" }, logGroupClass: "STANDARD" });
    expect(logs.getLogGroup("chat")).toMatchObject({ tags: { team: "blue" } });
    await client.send(new DeleteLogGroupCommand(of));
    expect(logs.listLogGroups()).toEqual([]);
  });

  test("keeps its events for a time, and for ever again", async () => {
    await create();
    await client.send(new PutRetentionPolicyCommand({ ...of, retentionInDays: 14 }));
    expect(await retention()).toEqual([14]);
    await client.send(new DeleteRetentionPolicyCommand(of));
    expect(await retention()).toEqual([undefined]);
  });

  test("is tagged by its ARN, with or without the asterisk of its streams", async () => {
    await create({ tags: { team: "blue" } });
    await client.send(new TagResourceCommand({ resourceArn, tags: { stage: "dev" } }));
    await client.send(new UntagResourceCommand({ resourceArn: `${resourceArn}:*`, tagKeys: ["team"] }));
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual({ stage: "dev" });
  });
});

test.each<[string, () => Promise<unknown>, string]>([
  ["a name that is taken", () => create(), "ResourceAlreadyExistsException"],
  ["a name that is none", () => create({ logGroupName: "a b" }), "InvalidParameterException"],
  ["a key", () => create({ logGroupName: "x", kmsKeyId: "arn:x" }), "InvalidParameterException"],
  [
    "another class",
    () => create({ logGroupName: "x", logGroupClass: "DELIVERY" }),
    "InvalidParameterException",
  ],
  [
    "two days",
    () => client.send(new PutRetentionPolicyCommand({ ...of, retentionInDays: 2 })),
    "InvalidParameterException",
  ],
  [
    "a group that is not there",
    () => client.send(new DeleteLogGroupCommand({ logGroupName: "nowhere" })),
    "ResourceNotFoundException",
  ],
  [
    "tags of a group that is not there",
    () => client.send(new ListTagsForResourceCommand({ resourceArn: `${resourceArn}2` })),
    "ResourceNotFoundException",
  ],
  [
    "tags of something else",
    () => client.send(new ListTagsForResourceCommand({ resourceArn: "arn:aws:logs:x" })),
    "InvalidParameterException",
  ],
])("%s is refused by name", async (_case, call, name) => {
  await create();
  await expect(call()).rejects.toMatchObject({ name });
  expect(logs.listLogGroups()).toHaveLength(1);
});

test("a role changes what it was granted to change", async () => {
  await create();
  const role = door.roleWith(
    { Effect: "Allow", Action: "logs:PutRetentionPolicy", Resource: `${resourceArn}:*` },
    { Effect: "Allow", Action: "logs:TagResource", Resource: resourceArn },
  );
  const caller = new CloudWatchLogsClient(door.client(role));
  await caller.send(new PutRetentionPolicyCommand({ ...of, retentionInDays: 7 }));
  await caller.send(new TagResourceCommand({ resourceArn, tags: { by: "caller" } }));
  expect(logs.getLogGroup("chat")).toMatchObject({ retentionInDays: 7, tags: { by: "caller" } });
  const refused = [
    () => caller.send(new DeleteRetentionPolicyCommand(of)),
    () => caller.send(new DeleteLogGroupCommand(of)),
    () => caller.send(new CreateLogGroupCommand({ logGroupName: "other" })),
    () => caller.send(new UntagResourceCommand({ resourceArn, tagKeys: ["by"] })),
  ];
  for (const call of refused) await expect(call()).rejects.toMatchObject({ name: "AccessDeniedException" });
});
