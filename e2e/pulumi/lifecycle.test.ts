import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTablesCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyProgram, type ProgramCopy } from "../support/copy.ts";
import { changesOf, openStack, type RealStack } from "./stack.ts";

let program: ProgramCopy;
let run: RealStack;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  program = copyProgram("e2e/programs/small");
  run = await openStack(program.directory);
  const { cloud } = run;
  dynamodb = new DynamoDBClient({
    endpoint: cloud.endpoints().dynamodb,
    region: cloud.context.region,
    credentials: cloud.iam.rootCredentials,
  });
});

afterAll(async () => {
  dynamodb?.destroy();
  await run?.close();
  program?.remove();
});

const up = async () => changesOf((await run.stack.up()).summary.resourceChanges);
const tableName = async () => String((await run.stack.outputs()).tableName?.value);
const tables = async () => (await dynamodb.send(new ListTablesCommand())).TableNames;

// Each test goes on from where the one before it left the stack.

test("an update makes everything, after which a preview expects no changes", async () => {
  expect(await up()).toEqual({ create: 5 });
  await run.stack.preview({ expectNoChanges: true });
  await run.stack.refresh({ expectNoChanges: true });
});

test("an edited handler is exactly one update", async () => {
  program.edit("index.ts", "async () => 1", "async () => 2");
  expect(await up()).toEqual({ update: 1 });
});

/** Updates the stack, and tells what is done to the table, in order. */
async function operationsOnTable() {
  const operations: string[] = [];
  const { summary } = await run.stack.up({
    onEvent({ resourcePreEvent }) {
      if (resourcePreEvent?.metadata.type === "aws:dynamodb/table:Table")
        operations.push(resourcePreEvent.metadata.op);
    },
  });
  expect(summary.resourceChanges).toMatchObject({ replace: 1 });
  expect(summary.resourceChanges).not.toHaveProperty("create");
  return operations;
}

function rekey(from: string, to: string) {
  program.edit("index.ts", `hashKey: "${from}"`, `hashKey: "${to}"`);
  program.edit("index.ts", `name: "${from}"`, `name: "${to}"`);
}

test("another key of the table is exactly one replacement: the new table is there before the old one goes", async () => {
  const before = await tableName();
  rekey("pk", "id");
  expect(await operationsOnTable()).toEqual(["create-replacement", "replace", "delete-replaced"]);
  expect(await tables()).toEqual([await tableName()]);
  expect(await tableName()).not.toBe(before);
});

test("a table whose name is fixed goes before its replacement comes, since there is room for one", async () => {
  program.edit("index.ts", "hashKey", `name: "fixed", hashKey`);
  expect(await operationsOnTable()).toEqual(["create-replacement", "replace", "delete-replaced"]);
  rekey("id", "key");
  expect(await operationsOnTable()).toEqual(["delete-replaced", "replace", "create-replacement"]);
  expect(await tables()).toEqual(["fixed"]);
});

test("what somebody changed by hand is found by a refresh and put right by an update", async () => {
  const TableName = await tableName();
  const off = { AttributeName: "exp", Enabled: false };
  await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: off }));
  expect(changesOf((await run.stack.refresh()).summary.resourceChanges)).toEqual({ update: 1 });
  expect(await up()).toEqual({ update: 1 });
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "exp" });
});

test("a table made by hand is imported as it is", async () => {
  await dynamodb.send(
    new CreateTableCommand({
      TableName: "by-hand",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    }),
  );
  const resources = [{ type: "aws:dynamodb/table:Table", name: "by-hand", id: "by-hand" }];
  await run.stack.import({ resources, protect: false, generateCode: false });
  const { deployment } = await run.stack.exportStack();
  const imported = deployment.resources.find(({ id }: { id?: string }) => id === "by-hand");
  expect(imported.inputs).toMatchObject({ name: "by-hand", hashKey: "pk", billingMode: "PAY_PER_REQUEST" });
});

test("after a destroy nothing is left in the cloud", async () => {
  const { deployment } = await run.stack.exportStack();
  const role = deployment.resources.find(({ type }: { type: string }) => type === "aws:iam/role:Role").id;
  expect(run.cloud.iam.getRole(role).roleName).toBe(role);
  await run.stack.destroy();
  expect(await tables()).toEqual([]);
  expect(run.cloud.lambda.listFunctions()).toEqual([]);
  expect(() => run.cloud.iam.getRole(role)).toThrow("cannot be found");
});
