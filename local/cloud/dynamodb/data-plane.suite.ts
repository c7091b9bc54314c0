// What a program may count on, whichever engine keeps the tables.
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHAT, type EngineName, Stand } from "./stand.ts";

const MINUTE_MS = 60_000;
const YEAR_S = 365 * 24 * 60 * 60;

const TableName = CHAT.TableName;
const key = (pk: string, sk = "0") => ({ pk: { S: pk }, sk: { S: sk } });

export function dataPlaneSuite(engine: EngineName) {
  describe(`the data plane on ${engine}`, () => {
    let stand: Stand;

    beforeEach(async () => {
      stand = await Stand.create(engine);
      await stand.dynamodb.createTable(CHAT);
    });

    afterEach(() => stand.dispose());

    const put = (pk: string, sk: string, more = {}) =>
      stand.client.send(new PutItemCommand({ TableName, Item: { ...key(pk, sk), ...more } }));

    const get = async (pk: string, sk = "0") =>
      (await stand.client.send(new GetItemCommand({ TableName, Key: key(pk, sk) }))).Item;

    const expireAt = (seconds: number) => ({ exp: { N: String(seconds) } });
    const now = () => Math.floor(stand.context.clock.now() / 1000);

    const expiring = () =>
      stand.dynamodb.updateTimeToLive({
        TableName,
        TimeToLiveSpecification: { Enabled: true, AttributeName: "exp" },
      });

    test("what was put is what is got, in every type", async () => {
      const item = {
        text: { S: 'grüße 👋 "x"' },
        number: { N: "12345678901234567890.5" },
        binary: { B: new Uint8Array([0, 255, 1]) },
        map: { M: { list: { L: [{ BOOL: true }, { NULL: true }] } } },
        set: { SS: ["a", "b"] },
      };
      await put("a", "0", item);
      expect(await get("a")).toEqual({ ...key("a"), ...item });
      expect(await get("b")).toBeUndefined();
    });

    test("a query goes on where its page ended, in the order of the range key", async () => {
      for (let n = 0; n < 7; n++) await put("room", `m${n}`);
      const seen: (string | undefined)[] = [];
      let start: Record<string, { S: string }> | undefined;
      do {
        const page = await stand.client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :pk AND begins_with(sk, :m)",
            ExpressionAttributeValues: { ":pk": { S: "room" }, ":m": { S: "m" } },
            Limit: 3,
            ExclusiveStartKey: start,
          }),
        );
        seen.push(...(page.Items ?? []).map(({ sk }) => sk?.S));
        start = page.LastEvaluatedKey as typeof start;
      } while (start);
      expect(seen).toEqual(["m0", "m1", "m2", "m3", "m4", "m5", "m6"]);
    });

    test("200 ADDs at once count to 200, each with its own number", async () => {
      const add = () =>
        stand.client.send(
          new UpdateItemCommand({
            TableName,
            Key: key("head"),
            UpdateExpression: "ADD head :one",
            ExpressionAttributeValues: { ":one": { N: "1" } },
            ReturnValues: "UPDATED_NEW",
          }),
        );
      const answers = await Promise.all(Array.from({ length: 200 }, add));
      const numbers = answers.map(({ Attributes }) => Number(Attributes?.head?.N)).sort((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
    });

    test("a conditional put is refused when its condition fails, and changes nothing", async () => {
      await put("a", "0", { v: { N: "1" } });
      const second = new PutItemCommand({
        TableName,
        Item: { ...key("a"), v: { N: "2" } },
        ConditionExpression: "attribute_not_exists(pk)",
      });
      await expect(stand.client.send(second)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
      expect((await get("a"))?.v).toEqual({ N: "1" });
    });

    test("a delete gives back what it deleted", async () => {
      await put("a", "0", { v: { N: "1" } });
      const remove = new DeleteItemCommand({ TableName, Key: key("a"), ReturnValues: "ALL_OLD" });
      expect((await stand.client.send(remove)).Attributes?.v).toEqual({ N: "1" });
      expect(await get("a")).toBeUndefined();
    });

    test("items are written and read in batches", async () => {
      const keys = Array.from({ length: 25 }, (_, n) => key("batch", String(n)));
      await stand.client.send(
        new BatchWriteItemCommand({
          RequestItems: { [TableName]: keys.map((Item) => ({ PutRequest: { Item } })) },
        }),
      );
      const { Responses } = await stand.client.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys } } }),
      );
      expect(Responses?.[TableName]).toHaveLength(25);
    });

    test("a table may be named by its ARN", async () => {
      const { TableArn } = await stand.dynamodb.describeTable(TableName);
      expect(TableArn).toBe("arn:aws:dynamodb:us-east-1:000000000000:table/chat");
      await stand.client.send(new PutItemCommand({ TableName: TableArn, Item: key("a") }));
      expect(await get("a")).toEqual(key("a"));
    });

    test("what is wrong is said in DynamoDB's words", async () => {
      const noKey = new PutItemCommand({ TableName, Item: { pk: { S: "a" } } });
      await expect(stand.client.send(noKey)).rejects.toMatchObject({
        name: "ValidationException",
        message: "One or more parameter values were invalid: Missing the key sk in the item",
      });
      const noTable = new GetItemCommand({ TableName: "none", Key: key("a") });
      await expect(stand.client.send(noTable)).rejects.toBeInstanceOf(ResourceNotFoundException);
      await expect(stand.client.send(new CreateTableCommand(CHAT))).rejects.toMatchObject({
        name: "ResourceInUseException",
      });
    });

    test("expired items go, others stay", async () => {
      await expiring();
      await put("a", "past", expireAt(now() - 1));
      await put("a", "now", expireAt(now()));
      await put("a", "future", expireAt(now() + 3600));
      await put("a", "too-old", expireAt(now() - 5 * YEAR_S - 1));
      await put("a", "text", { exp: { S: String(now() - 1) } });
      await put("a", "none");
      expect(await stand.dynamodb.expire()).toBe(1);
      const { Items } = await stand.client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": { S: "a" } },
        }),
      );
      expect(Items?.map(({ sk }) => sk?.S)).toEqual(["future", "none", "now", "text", "too-old"]);
    });

    test("more expired items than one page holds all go", async () => {
      await expiring();
      for (let batch = 0; batch < 6; batch++) {
        const puts = Array.from({ length: 25 }, (_, n) => ({
          PutRequest: { Item: { ...key(`p${batch}`, String(n)), ...expireAt(now() - 1) } },
        }));
        await stand.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }));
      }
      expect(await stand.dynamodb.expire()).toBe(150);
      expect(await stand.dynamodb.expire()).toBe(0);
    });

    test("nothing expires once expiry is off", async () => {
      await expiring();
      await put("a", "0", expireAt(now() - 1));
      await stand.dynamodb.updateTimeToLive({
        TableName,
        TimeToLiveSpecification: { Enabled: false, AttributeName: "exp" },
      });
      expect(await stand.dynamodb.expire()).toBe(0);
    });

    test("the clock deletes what expired, a minute late at most", async () => {
      await expiring();
      await put("a", "0", expireAt(now() + 30));
      stand.context.clock.advance(MINUTE_MS);
      await stand.restart();
      expect(await get("a")).toBeUndefined();
    });

    test("tables, items and settings outlive a restart", async () => {
      await expiring();
      await put("a", "0", { v: { N: "1" } });
      await stand.dynamodb.tagResource({
        ResourceArn: "arn:aws:dynamodb:us-east-1:000000000000:table/chat",
        Tags: [{ Key: "team", Value: "chat" }],
      });
      await stand.restart();
      expect((await stand.client.send(new ListTablesCommand({}))).TableNames).toEqual([TableName]);
      expect((await get("a"))?.v).toEqual({ N: "1" });
      await put("b", "0", expireAt(now() - 1));
      expect(await stand.dynamodb.expire()).toBe(1);
    });

    test("a table kept from an earlier run is taken over once", async () => {
      await put("a", "0", { v: { N: "1" } });
      await expiring();
      await stand.restart();
      await stand.dynamodb.createTable(CHAT);
      await expiring();
      expect((await get("a"))?.v).toEqual({ N: "1" });
      await expect(stand.dynamodb.createTable(CHAT)).rejects.toMatchObject({
        code: "ResourceInUseException",
      });
    });

    test("a table kept with another schema is named with both", async () => {
      await stand.restart();
      const other = {
        ...CHAT,
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" as const }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" as const }],
      };
      await expect(stand.dynamodb.createTable(other)).rejects.toThrow(
        "Table chat exists with another schema. It has hash key pk (S), range key sk (S); the program wants hash key id (N).",
      );
    });
  });
}
