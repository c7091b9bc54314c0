import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type RunningCloud, startCloud } from "./support/cloud.ts";

const Key = { pk: { S: "kept" }, sk: { S: "kept" } };

const tableOf = ({ region, endpoints, credentials, outputs }: RunningCloud) => ({
  client: new DynamoDBClient({ region, endpoint: endpoints.dynamodb, credentials }),
  TableName: String(outputs.tableName),
});

test("with --data the tables are found again at the next start, without it they are new", async () => {
  const directory = mkdtempSync(join(tmpdir(), "data-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));

  const first = await startCloud("--data", directory);
  const { client, TableName } = tableOf(first);
  await client.send(new PutItemCommand({ TableName, Item: { ...Key, text: { S: "still here" } } }));
  client.destroy();
  await first.stop();

  for (const [args, expected] of [
    [["--data", directory], "still here"],
    [[], undefined],
  ] as const) {
    const next = await startCloud(...args);
    const table = tableOf(next);
    const { Item } = await table.client.send(new GetItemCommand({ TableName: table.TableName, Key }));
    table.client.destroy();
    await next.stop();
    expect(Item?.text?.S).toBe(expected);
  }
});
