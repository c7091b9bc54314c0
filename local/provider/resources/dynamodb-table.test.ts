import { DescribeTimeToLiveCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Props } from "../../engine/values.ts";
import { startTestProvider } from "../testing.ts";

const TABLE = "aws:dynamodb/table:Table";

let run: Awaited<ReturnType<typeof startTestProvider>>;

beforeAll(async () => {
  run = await startTestProvider("table");
});

afterAll(() => run.cloud.stop());

const args: Props = {
  billingMode: "PAY_PER_REQUEST",
  hashKey: "pk",
  rangeKey: "sk",
  attributes: [
    { name: "pk", type: "S" },
    { name: "sk", type: "S" },
  ],
};

const describeTable = (name: string) => run.cloud.dynamodb.describeTable(name);

test("a table is made with its keys, indexes and settings, and deleted", async () => {
  const made = await run.create(TABLE, "rooms", {
    ...args,
    attributes: [...(Array.isArray(args.attributes) ? args.attributes : []), { name: "user", type: "S" }],
    globalSecondaryIndexes: [
      { name: "byUser", hashKey: "user", rangeKey: "sk", projectionType: "KEYS_ONLY" },
    ],
    localSecondaryIndexes: [{ name: "byTwo", rangeKey: "user", projectionType: "ALL" }],
    ttl: { attributeName: "exp", enabled: true },
    pointInTimeRecovery: { enabled: true },
    tags: { team: "chat" },
  });
  expect(made.outputs.arn).toBe(`arn:aws:dynamodb:us-east-1:000000000000:table/${made.id}`);
  expect(await describeTable(made.id)).toMatchObject({
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [{ IndexName: "byUser", Projection: { ProjectionType: "KEYS_ONLY" } }],
    LocalSecondaryIndexes: [{ IndexName: "byTwo", Projection: { ProjectionType: "ALL" } }],
  });
  await run.remove(TABLE, "rooms", made);
  await expect(describeTable(made.id)).rejects.toMatchObject({ code: "ResourceNotFoundException" });
});

test("a protected table is deleted only after its protection was switched off", async () => {
  const made = await run.create(TABLE, "kept", { ...args, deletionProtectionEnabled: true });
  await expect(run.remove(TABLE, "kept", made)).rejects.toThrow(
    `deleting ${TABLE} "kept": ValidationException: Resource cannot be deleted`,
  );
  const changed = await run.update(TABLE, "kept", made, args);
  await run.remove(TABLE, "kept", changed);
  await expect(describeTable(made.id)).rejects.toMatchObject({ code: "ResourceNotFoundException" });
});

test("a table may name its expiry and have it off, and switch it on and off later", async () => {
  const off = { ...args, ttl: { attributeName: "exp", enabled: false } };
  const made = await run.create(TABLE, "expiring", off);
  expect(await timeToLive(made.id)).toMatchObject({ TimeToLiveStatus: "DISABLED" });
  const on = await run.update(TABLE, "expiring", made, {
    ...args,
    ttl: { attributeName: "exp", enabled: true },
  });
  expect(await timeToLive(made.id)).toMatchObject({ TimeToLiveStatus: "ENABLED", AttributeName: "exp" });
  await run.update(TABLE, "expiring", on, off);
  expect(await timeToLive(made.id)).toMatchObject({ TimeToLiveStatus: "DISABLED" });
});

/** As a program sees the table, by way of the front door. */
async function timeToLive(TableName: string) {
  const { context, frontDoor, iam } = run.cloud;
  const client = new DynamoDBClient({
    region: "us-east-1",
    endpoint: frontDoor.url,
    credentials: iam.rootCredentials,
    // The cloud's clock stands still, and a signature of another time is refused.
    systemClockOffset: context.clock.now() - Date.now(),
  });
  try {
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    return TimeToLiveDescription;
  } finally {
    client.destroy();
  }
}

test("an update changes what differs and leaves the rest", async () => {
  const made = await run.create(TABLE, "changed", { ...args, ttl: { attributeName: "exp", enabled: true } });
  expect(await timeToLive(made.id)).toEqual({ AttributeName: "exp", TimeToLiveStatus: "ENABLED" });
  const news = { ...args, tableClass: "STANDARD_INFREQUENT_ACCESS", tags: { team: "chat" } };
  const changed = await run.update(TABLE, "changed", made, news);
  expect(changed.outputs).toMatchObject({ arn: made.outputs.arn, tagsAll: { team: "chat" } });
  expect(await describeTable(made.id)).toMatchObject({
    TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
  });
  expect(await timeToLive(made.id)).toEqual({ TimeToLiveStatus: "DISABLED" });
});
