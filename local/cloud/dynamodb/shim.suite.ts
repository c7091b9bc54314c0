// What the shim adds, the same on every engine.
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHAT, type EngineName, Stand } from "./stand.ts";

const { TableName } = CHAT;
const ResourceArn = "arn:aws:dynamodb:us-east-1:000000000000:table/chat";

export function shimSuite(engine: EngineName) {
  describe(`the shim on ${engine}`, () => {
    let stand: Stand;

    beforeEach(async () => {
      stand = await Stand.create(engine);
    });

    afterEach(() => stand.dispose());

    const create = (more = {}) => stand.client.send(new CreateTableCommand({ ...CHAT, ...more }));
    const describeTable = async () =>
      (await stand.client.send(new DescribeTableCommand({ TableName }))).Table;

    test("a table is described with our ARN and everything it was made with", async () => {
      await create({
        DeletionProtectionEnabled: true,
        TableClass: "STANDARD_INFREQUENT_ACCESS",
        SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: "abc" },
        AttributeDefinitions: [...CHAT.AttributeDefinitions, { AttributeName: "by", AttributeType: "S" }],
        GlobalSecondaryIndexes: [
          {
            IndexName: "by-user",
            KeySchema: [{ AttributeName: "by", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          },
        ],
      });
      expect(await describeTable()).toMatchObject({
        TableStatus: "ACTIVE",
        TableArn: ResourceArn,
        DeletionProtectionEnabled: true,
        TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
        SSEDescription: { KMSMasterKeyArn: "arn:aws:kms:us-east-1:000000000000:key/abc" },
        GlobalSecondaryIndexes: [{ IndexArn: `${ResourceArn}/index/by-user` }],
      });
    });

    test("a protected table is deleted only once its protection is off", async () => {
      await create({ DeletionProtectionEnabled: true });
      const remove = () => stand.client.send(new DeleteTableCommand({ TableName }));
      await expect(remove()).rejects.toMatchObject({
        name: "ValidationException",
        message:
          "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
      });
      await stand.client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
      await remove();
      await expect(describeTable()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    });

    test("a table made again after its deletion has nothing of the old one's settings", async () => {
      await create({ Tags: [{ Key: "a", Value: "b" }] });
      await setTimeToLive(true, "exp");
      await stand.client.send(new DeleteTableCommand({ TableName }));
      await create();
      expect(await timeToLive()).toEqual({ TimeToLiveStatus: "DISABLED" });
      expect(await tags()).toEqual([]);
    });

    test("an update that changes nothing is refused in the engine's words", async () => {
      await create();
      const update = stand.client.send(new UpdateTableCommand({ TableName }));
      await expect(update).rejects.toMatchObject({ name: "ValidationException" });
    });

    test("the engine's part of an update and ours are both done", async () => {
      await create();
      await stand.client.send(
        new UpdateTableCommand({
          TableName,
          BillingMode: "PROVISIONED",
          ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
          DeletionProtectionEnabled: true,
        }),
      );
      expect(await describeTable()).toMatchObject({
        TableStatus: "ACTIVE",
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
        DeletionProtectionEnabled: true,
      });
    });

    test("a table is billed by request, by capacity and by request again", async () => {
      await create();
      // A description without a billing mode is of a table with capacity.
      const bill = async (more: Partial<UpdateTableCommandInput>) => {
        await stand.client.send(new UpdateTableCommand({ TableName, ...more }));
        const table = await describeTable();
        const { BillingMode = "PROVISIONED" } = table?.BillingModeSummary ?? {};
        return [BillingMode, table?.ProvisionedThroughput?.ReadCapacityUnits];
      };
      const ProvisionedThroughput = { ReadCapacityUnits: 2, WriteCapacityUnits: 3 };
      expect((await describeTable())?.BillingModeSummary?.BillingMode).toBe("PAY_PER_REQUEST");
      expect(await bill({ BillingMode: "PROVISIONED", ProvisionedThroughput })).toEqual(["PROVISIONED", 2]);
      expect(await bill({ BillingMode: "PAY_PER_REQUEST" })).toEqual(["PAY_PER_REQUEST", 0]);
    });

    test("tables are listed in pages", async () => {
      for (const name of ["one", "three", "two"]) await create({ TableName: name });
      const first = await stand.client.send(new ListTablesCommand({ Limit: 2 }));
      expect(first).toMatchObject({ TableNames: ["one", "three"], LastEvaluatedTableName: "three" });
      const rest = { ExclusiveStartTableName: first.LastEvaluatedTableName };
      expect((await stand.client.send(new ListTablesCommand(rest))).TableNames).toEqual(["two"]);
    });

    const tags = async () => (await stand.client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags;

    test("tags are kept from the creation, added and removed", async () => {
      await create({ Tags: [{ Key: "a", Value: "1" }] });
      await stand.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "b", Value: "2" }] }));
      await stand.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
      expect(await tags()).toEqual([{ Key: "b", Value: "2" }]);
    });

    test("tags of what is not a table of ours are refused", async () => {
      const ask = (arn: string) => stand.client.send(new ListTagsOfResourceCommand({ ResourceArn: arn }));
      await expect(ask(ResourceArn)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
      await expect(ask("arn:aws:dynamodb:eu-west-1:000000000000:table/chat")).rejects.toMatchObject({
        name: "ValidationException",
      });
    });

    const setTimeToLive = (Enabled: boolean, AttributeName: string) =>
      stand.client.send(
        new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled, AttributeName } }),
      );
    const timeToLive = async () =>
      (await stand.client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;

    test("time to live is switched on and off, in DynamoDB's words when that changes nothing", async () => {
      await create();
      expect(await timeToLive()).toEqual({ TimeToLiveStatus: "DISABLED" });
      await expect(setTimeToLive(false, "exp")).rejects.toThrow("TimeToLive is already disabled");
      await setTimeToLive(true, "exp");
      expect(await timeToLive()).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "exp" });
      await expect(setTimeToLive(true, "exp")).rejects.toThrow("TimeToLive is already enabled");
      await expect(setTimeToLive(true, "other")).rejects.toThrow(
        "TimeToLive is active on a different AttributeName: current AttributeName is exp",
      );
      await setTimeToLive(false, "exp");
      expect(await timeToLive()).toEqual({ TimeToLiveStatus: "DISABLED" });
    });

    test("time to live of a table that is not there is refused", async () => {
      await expect(setTimeToLive(true, "exp")).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        message: "Requested resource not found: Table: chat not found",
      });
    });

    const setRecovery = (PointInTimeRecoveryEnabled: boolean, RecoveryPeriodInDays?: number) =>
      stand.client.send(
        new UpdateContinuousBackupsCommand({
          TableName,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled, RecoveryPeriodInDays },
        }),
      );
    const backups = async () =>
      (await stand.client.send(new DescribeContinuousBackupsCommand({ TableName })))
        .ContinuousBackupsDescription;

    test("point-in-time recovery is a setting of each table", async () => {
      await create();
      expect(await backups()).toEqual({
        ContinuousBackupsStatus: "ENABLED",
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
      });
      const since = new Date(stand.context.clock.now());
      await setRecovery(true);
      stand.context.clock.advance(1000);
      await setRecovery(true, 7);
      expect((await backups())?.PointInTimeRecoveryDescription).toEqual({
        PointInTimeRecoveryStatus: "ENABLED",
        RecoveryPeriodInDays: 7,
        EarliestRestorableDateTime: since,
        LatestRestorableDateTime: new Date(stand.context.clock.now()),
      });
      await expect(setRecovery(true, 36)).rejects.toMatchObject({ name: "ValidationException" });
      await setRecovery(false);
      expect((await backups())?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe("DISABLED");
    });

    test("recovery settings of a table that is not there have a code of their own", async () => {
      await expect(backups()).rejects.toMatchObject({
        name: "TableNotFoundException",
        message: "Table not found: chat",
      });
    });

    test("what would be accepted and forgotten is refused by name", async () => {
      await expect(create({ ResourcePolicy: "{}" })).rejects.toThrow(/cannot do ResourcePolicy/);
    });

    test("an engine that is gone is named", async () => {
      const { engine: name } = stand.dynamodb;
      await stand.dynamodb.stop();
      const put = stand.client.send(
        new PutItemCommand({ TableName, Item: { pk: { S: "a" }, sk: { S: "0" } } }),
      );
      await expect(put).rejects.toThrow(`${name} does not answer`);
    });
  });
}
