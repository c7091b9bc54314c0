import dynalite from "dynalite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestContext, type TestContext } from "../testing.ts";
import { DynamoDb } from "./dynamodb.ts";
import { CHAT } from "./stand.ts";

let context: TestContext;

beforeEach(async () => {
  context = await createTestContext();
});

afterEach(() => context.dispose());

test("another DynamoDB is used by its URL, with the same shim in front", async () => {
  const upstream = dynalite({ createTableMs: 0 });
  const url = await new Promise<string>((resolve) =>
    upstream.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${Object(upstream.address()).port}`)),
  );
  const dynamodb = await DynamoDb.start(context, { endpoint: url });
  expect(dynamodb.engine).toBe(url);
  const table = await dynamodb.createTable({ ...CHAT, DeletionProtectionEnabled: true });
  expect(table).toMatchObject({
    TableArn: "arn:aws:dynamodb:us-east-1:000000000000:table/chat",
    DeletionProtectionEnabled: true,
  });
  await dynamodb.stop();
  await new Promise((resolve) => upstream.close(resolve));
});

test("an endpoint that does not answer is named", async () => {
  const endpoint = "http://127.0.0.1:1";
  await expect(DynamoDb.start(context, { endpoint })).rejects.toThrow(`${endpoint} does not answer`);
});
