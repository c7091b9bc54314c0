// What outlives a cloud with `--data`: the tables, and nothing else.
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCloudFile } from "../../local/pulumi/cloud-file.ts";
import { copyProgram, type ProgramCopy } from "../support/copy.ts";
import { commandLine } from "./command-line.ts";

const Key = { pk: { S: "kept" } };

let program: ProgramCopy;
let typed: ReturnType<typeof commandLine>;

beforeAll(async () => {
  program = copyProgram("e2e/programs/small");
  typed = commandLine(program.directory);
  await startCloud();
});

afterAll(async () => {
  await typed?.cloud("--stop");
  program?.remove();
});

const startCloud = () =>
  typed.cloud(`--background --port 0 --data ${join(program.directory, ".local/data")}`);
const up = () => typed.pulumi("up --yes --skip-preview --refresh --color never");

/** The table as Pulumi names it, in the cloud that runs now. */
async function table() {
  const cloud = readCloudFile(program.directory);
  if (!cloud) throw new Error("no cloud runs");
  const { region, endpoints, credentials } = cloud;
  return {
    TableName: await typed.pulumi("stack output tableName"),
    client: new DynamoDBClient({ region, endpoint: endpoints.dynamodb, credentials }),
  };
}

test("after a restart an update finds the table with what was in it, and makes the rest anew", async () => {
  await up();
  const before = await table();
  await before.client.send(new PutItemCommand({ TableName: before.TableName, Item: Key }));
  before.client.destroy();

  await typed.cloud("--stop");
  await startCloud();
  expect(await up()).toMatch(/\+ 3 created\s+2 unchanged/);
  const after = await table();
  const { Item } = await after.client.send(new GetItemCommand({ TableName: after.TableName, Key }));
  after.client.destroy();
  expect([after.TableName, Item]).toEqual([before.TableName, Key]);
});
