// Calls of a role, through the front door.
import {
  BatchWriteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CHAT, Stand } from "./stand.ts";

const { TableName } = CHAT;
const TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/chat";
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: "0" } });
const denied = (action: string, resource = TABLE) =>
  expect.objectContaining({
    name: "AccessDeniedException",
    message: expect.stringContaining(
      `is not authorized to perform: dynamodb:${action} on resource: ${resource} because`,
    ),
    $metadata: expect.objectContaining({ httpStatusCode: 400 }),
  });

let stand: Stand;
let client: DynamoDBClient;

beforeEach(async () => {
  stand = await Stand.create("dynalite");
  await stand.dynamodb.createTable(CHAT);
  client = stand.clientOf("chat");
});

afterEach(async () => {
  client.destroy();
  await stand.dispose();
});

const allow = (actions: string[], more: object = {}) =>
  stand.grant("chat", {
    Effect: "Allow",
    Action: actions.map((name) => `dynamodb:${name}`),
    Resource: TABLE,
    ...more,
  });

test("a role without a grant is refused in DynamoDB's way, and the terminal hears what to add", async () => {
  await expect(client.send(new GetItemCommand({ TableName, Key: key("a") }))).rejects.toEqual(
    denied("GetItem"),
  );
  expect(stand.context.seen).toMatchObject([
    {
      kind: "refusal",
      service: "dynamodb",
      action: "dynamodb:GetItem",
      code: "AccessDeniedException",
      remedy: `{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"${TABLE}"}`,
    },
  ]);
});

test("a grant is for its actions and its table, on the very next call", async () => {
  allow(["PutItem", "GetItem"]);
  await client.send(new PutItemCommand({ TableName, Item: key("a") }));
  expect((await client.send(new GetItemCommand({ TableName: TABLE, Key: key("a") }))).Item).toEqual(key("a"));
  await expect(client.send(new ScanCommand({ TableName }))).rejects.toEqual(denied("Scan"));
  const other = new GetItemCommand({ TableName: "other", Key: key("a") });
  await expect(client.send(other)).rejects.toEqual(denied("GetItem", TABLE.replace("chat", "other")));
  await expect(client.send(new DescribeTableCommand({ TableName }))).rejects.toEqual(denied("DescribeTable"));
});

test("a batch needs a grant of its own for every table", async () => {
  allow(["PutItem"]);
  const put = [{ PutRequest: { Item: key("a") } }];
  const batch = (tables: string[]) =>
    client.send(
      new BatchWriteItemCommand({ RequestItems: Object.fromEntries(tables.map((name) => [name, put])) }),
    );
  await expect(batch([TableName])).rejects.toEqual(denied("BatchWriteItem"));
  allow(["BatchWriteItem"]);
  await batch([TableName]);
  await expect(batch([TableName, "other"])).rejects.toEqual(
    denied("BatchWriteItem", TABLE.replace("chat", "other")),
  );
});

test("a grant may be for some partition keys only", async () => {
  allow(["GetItem", "Query", "PutItem"], {
    Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["mine*"] } },
  });
  await client.send(new PutItemCommand({ TableName, Item: key("mine") }));
  await expect(client.send(new PutItemCommand({ TableName, Item: key("yours") }))).rejects.toEqual(
    denied("PutItem"),
  );
  const query = (pk: string) =>
    client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "#p = :p",
        ExpressionAttributeNames: { "#p": "pk" },
        ExpressionAttributeValues: { ":p": { S: pk } },
      }),
    );
  expect((await query("mine")).Count).toBe(1);
  await expect(query("yours")).rejects.toEqual(denied("Query"));
});
