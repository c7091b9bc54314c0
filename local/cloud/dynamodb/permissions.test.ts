import { describe, expect, test } from "vitest";
import { conditionKeys } from "./condition-keys.ts";
import { needsOf } from "./permissions.ts";
import type { Fields } from "./request-fields.ts";

const place = { accountId: "000000000000", partition: "aws", region: "us-east-1" };
const CHAT = "arn:aws:dynamodb:us-east-1:000000000000:table/chat";
const OTHER = "arn:aws:dynamodb:us-east-1:000000000000:table/other";
const OF_BATCH = { chat: {}, other: {} };

const item = (pk: string, more = {}) => ({ pk: { S: pk }, ...more });

describe("a call needs permission for", () => {
  const get = { TableName: "chat", Key: item("a") };
  test.each<[operation: string, input: Fields, ...needs: [action: string, resource: string][]]>([
    ["GetItem", get, ["GetItem", CHAT]],
    ["GetItem", { ...get, TableName: CHAT }, ["GetItem", CHAT]],
    ["Query", { TableName: "chat" }, ["Query", CHAT]],
    ["Query", { TableName: "chat", IndexName: "by-room" }, ["Query", `${CHAT}/index/by-room`]],
    ["Scan", { TableName: "chat", IndexName: "by-room" }, ["Scan", `${CHAT}/index/by-room`]],
    ["DescribeTable", { TableName: "chat" }, ["DescribeTable", CHAT]],
    ["TagResource", { ResourceArn: CHAT }, ["TagResource", CHAT]],
    ["ListTables", {}, ["ListTables", "arn:aws:dynamodb:us-east-1:000000000000:table/*"]],
    ["DescribeLimits", {}, ["DescribeLimits", "*"]],
    ["BatchGetItem", { RequestItems: OF_BATCH }, ["BatchGetItem", CHAT], ["BatchGetItem", OTHER]],
    ["BatchWriteItem", { RequestItems: OF_BATCH }, ["BatchWriteItem", CHAT], ["BatchWriteItem", OTHER]],
    ["TransactGetItems", { TransactItems: [{ Get: get }] }, ["GetItem", CHAT]],
    [
      "TransactWriteItems",
      {
        TransactItems: [
          { Put: { TableName: "chat" } },
          { Update: { TableName: "chat" } },
          { Delete: { TableName: "other" } },
          { ConditionCheck: { TableName: "other" } },
        ],
      },
      ["PutItem", CHAT],
      ["UpdateItem", CHAT],
      ["DeleteItem", OTHER],
      ["ConditionCheckItem", OTHER],
    ],
    [
      "ExecuteStatement",
      { Statement: `SELECT pk, "from" FROM "chat"."by-room" WHERE pk = 'a'` },
      ["PartiQLSelect", `${CHAT}/index/by-room`],
    ],
    ["ExecuteStatement", { Statement: `insert into chat value {'pk': 'a'}` }, ["PartiQLInsert", CHAT]],
    [
      "BatchExecuteStatement",
      {
        Statements: [
          { Statement: `UPDATE "chat" SET a = 1` },
          { Statement: `DELETE FROM other WHERE pk = 'a'` },
        ],
      },
      ["PartiQLUpdate", CHAT],
      ["PartiQLDelete", OTHER],
    ],
    [
      "ExecuteStatement",
      { Statement: "DROP TABLE chat" },
      ["PartiQLSelect", "arn:aws:dynamodb:us-east-1:000000000000:table/"],
    ],
    ["GetItem", { TableName: 7 }],
    ["BatchGetItem", { RequestItems: "chat" }],
    ["TransactWriteItems", { TransactItems: { Put: get } }],
  ])("%s %j: %j", (operation, input, ...needs) => {
    expect(needsOf(place, operation, input).map(({ action, resource }) => [action, resource])).toEqual(
      needs.map(([action, resource]) => [`dynamodb:${action}`, resource]),
    );
  });
});

describe("conditions may ask for", () => {
  const keysOf = (operation: string, input: Fields) => {
    const [need] = needsOf(place, operation, { TableName: "chat", ...input });
    if (!need) throw new Error("the call needs nothing");
    return conditionKeys(need, "pk");
  };

  test.each<[operation: string, input: Fields, keys: string[]]>([
    ["GetItem", { Key: item("a") }, ["a"]],
    ["PutItem", { Item: { pk: { N: "7" }, sk: { S: "x" } } }, ["7"]],
    ["UpdateItem", { Key: item("a") }, ["a"]],
    ["BatchGetItem", { RequestItems: { chat: { Keys: [item("a"), item("b"), item("a")] } } }, ["a", "b"]],
    [
      "BatchWriteItem",
      {
        RequestItems: { chat: [{ PutRequest: { Item: item("a") } }, { DeleteRequest: { Key: item("b") } }] },
      },
      ["a", "b"],
    ],
    ["TransactWriteItems", { TransactItems: [{ Put: { TableName: "chat", Item: item("a") } }] }, ["a"]],
    [
      "Query",
      {
        KeyConditionExpression: "pk = :p AND begins_with(sk, :s)",
        ExpressionAttributeValues: { ":p": { S: "a" }, ":s": { S: "b" } },
      },
      ["a"],
    ],
    [
      "Query",
      {
        KeyConditionExpression: ":p = #k",
        ExpressionAttributeNames: { "#k": "pk" },
        ExpressionAttributeValues: { ":p": { S: "a" } },
      },
      ["a"],
    ],
    [
      "Query",
      { KeyConditions: { pk: { ComparisonOperator: "EQ", AttributeValueList: [{ S: "a" }] } } },
      ["a"],
    ],
    ["Scan", {}, []],
  ])("the partition keys of %s %j: %j", (operation, input, keys) => {
    expect(keysOf(operation, input)["dynamodb:LeadingKeys"]).toEqual(keys);
  });

  test.each<[operation: string, input: Fields, attributes: string[]]>([
    [
      "GetItem",
      { Key: item("a"), ProjectionExpression: "a, b.c, #d[0]", ExpressionAttributeNames: { "#d": "date" } },
      ["a", "b", "date", "pk"],
    ],
    ["PutItem", { Item: item("a", { text: { S: "x" } }) }, ["pk", "text"]],
    [
      "UpdateItem",
      {
        UpdateExpression: "SET a = if_not_exists(b, :one) REMOVE c",
        ConditionExpression: "attribute_not_exists(d) AND NOT e IN (:x)",
      },
      ["a", "b", "c", "d", "e"],
    ],
    ["Query", { AttributesToGet: ["a"], QueryFilter: { b: {} } }, ["b", "a"]],
  ])("the attributes of %s %j: %j", (operation, input, attributes) => {
    expect(keysOf(operation, input)["dynamodb:Attributes"]).toEqual(attributes);
  });

  test("parameters, and the transaction that a call is part of", () => {
    expect(keysOf("Query", { Select: "COUNT" })).toMatchObject({
      "dynamodb:Select": "COUNT",
      "dynamodb:EnclosingOperation": undefined,
    });
    expect(keysOf("TransactGetItems", { TransactItems: [{ Get: { TableName: "chat" } }] })).toMatchObject({
      "dynamodb:EnclosingOperation": "TransactGetItems",
    });
  });

  test("nothing of a PartiQL statement, so that a condition on it is not decided", () => {
    expect(keysOf("ExecuteStatement", { Statement: "SELECT * FROM chat" })).not.toHaveProperty(
      "dynamodb:LeadingKeys",
    );
  });
});
