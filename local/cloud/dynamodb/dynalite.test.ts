import {
  ExecuteStatementCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dataPlaneSuite } from "./data-plane.suite.ts";
import { shimSuite } from "./shim.suite.ts";
import { CHAT, Stand } from "./stand.ts";

const { TableName } = CHAT;
const Item = { pk: { S: "a" }, sk: { S: "0" } };

dataPlaneSuite("dynalite");
shimSuite("dynalite");

describe("on dynalite", () => {
  let stand: Stand;

  beforeEach(async () => {
    stand = await Stand.create("dynalite");
    await stand.dynamodb.createTable(CHAT);
  });

  afterEach(() => stand.dispose());

  test.each([
    ["TransactWriteItems", new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] })],
    ["ExecuteStatement", new ExecuteStatementCommand({ Statement: "SELECT * FROM chat" })],
    [
      "ReturnValuesOnConditionCheckFailure ALL_OLD",
      new PutItemCommand({
        ...{ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    ],
    [
      "StreamSpecification",
      new UpdateTableCommand({
        TableName,
        StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
      }),
    ],
    [
      "GlobalSecondaryIndexUpdates that create or delete an index",
      new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by" } }] }),
    ],
  ])("%s is refused by name, with the engine that has it", async (feature, command) => {
    // One overload of `send` at a time: the commands have no type in common that it takes.
    const answer = stand.client.send(command as PutItemCommand);
    await expect(answer).rejects.toMatchObject({
      name: "UnknownOperationException",
      message: expect.stringMatching(new RegExp(`^dynalite 4\\S+ cannot do ${feature}; dynoxide can`)),
    });
  });
});
