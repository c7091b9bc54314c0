import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rowsSuite } from "../domain/rows.suite.ts";
import { dynamoDbRows } from "./dynamodb.ts";
import { clientOf, createTable, engines } from "./dynamodb.testing.ts";
import type { Engine } from "./dynamodb.testing.ts";
import { connectionKey, memberKey } from "./items.ts";

/** Small, so that the suite's rooms have many pages. */
const PAGE_SIZE = 2;

describe.each(engines)("rows in $name", ({ start }) => {
  let engine: Engine;
  let client: DynamoDBClient;
  let tables = 0;

  const newRows = async () => {
    const tableName = `connections-${tables++}`;
    await createTable(client, tableName);
    return dynamoDbRows(client, tableName, PAGE_SIZE);
  };

  beforeAll(async () => {
    engine = await start();
    client = clientOf(engine);
  });

  afterAll(async () => {
    client.destroy();
    await engine.stop();
  });

  rowsSuite(newRows);

  test.each([
    ["rooms", {}],
    ["user", { rooms: { M: {} } }],
    ["since", { rooms: { M: {} }, user: { S: "u" }, name: { S: "n" } }],
  ])("an item without %s is an error that names it", async (attribute, attributes) => {
    const rows = await newRows();
    const Item = { ...connectionKey("a="), ...attributes };
    await client.send(new PutItemCommand({ TableName: `connections-${tables - 1}`, Item }));
    await expect(rows.connections.get("a=")).rejects.toThrow(`C#a= / C has no valid ${attribute}`);
  });

  test("a table that is not there is the SDK's own error", async () => {
    const rows = dynamoDbRows(client, "nowhere");
    await expect(rows.connections.get("a=")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

test("the keys are those of the data model", () => {
  expect(connectionKey("a=")).toEqual({ pk: { S: "C#a=" }, sk: { S: "C" } });
  expect(memberKey({ room: "lobby", shard: 3, connectionId: "a=" })).toEqual({
    pk: { S: "R#lobby#3" },
    sk: { S: "a=" },
  });
});
