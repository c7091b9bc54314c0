import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestContext, type TestContext } from "../testing.ts";
import { startDynalite } from "./dynalite.ts";
import { call } from "./engine-calls.ts";
import type { Shim } from "./shim.ts";
import { CHAT } from "./stand.ts";
import { PartitionKeys } from "./partition-keys.ts";
import { TableSettingsFile } from "./table-settings.ts";
import { createTable } from "./tables.ts";
import { deleteExpired, updateTimeToLive } from "./time-to-live.ts";

const { TableName } = CHAT;
const item = (exp: number) => ({ pk: { S: "a" }, sk: { S: "0" }, exp: { N: String(exp) } });

let context: TestContext;
let shim: Shim;

beforeEach(async () => {
  context = await createTestContext();
  const engine = await startDynalite();
  shim = { context, engine, settings: new TableSettingsFile(), partitionKeys: new PartitionKeys(engine) };
  await createTable(shim, CHAT);
  await updateTimeToLive(shim, {
    TableName,
    TimeToLiveSpecification: { Enabled: true, AttributeName: "exp" },
  });
});

afterEach(async () => {
  await shim.engine.stop();
  await context.dispose();
});

test("an item that is renewed between its being found and its deletion stays", async () => {
  const { engine } = shim;
  const now = Math.floor(context.clock.now() / 1000);
  const renewed = item(now + 60);
  await call(engine, "PutItem", { TableName, Item: item(now - 1) });
  const renewing = {
    ...engine,
    async send(target: string, body: Buffer) {
      const response = await engine.send(target, body);
      if (target.endsWith(".Scan")) await call(engine, "PutItem", { TableName, Item: renewed });
      return response;
    },
  };
  expect(await deleteExpired({ ...shim, engine: renewing })).toBe(0);
  const { Items } = await call<{ Items: unknown[] }>(engine, "Scan", { TableName });
  expect(Items).toEqual([renewed]);
});
