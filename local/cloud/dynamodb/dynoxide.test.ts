import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { dataPlaneSuite } from "./data-plane.suite.ts";
import { findDynoxide, startDynoxide } from "./dynoxide.ts";
import { shimSuite } from "./shim.suite.ts";
import { CHAT, Stand } from "./stand.ts";

const binary = findDynoxide();

test.runIf(process.platform === "linux" && process.arch === "x64")(
  "npm brings dynoxide for Linux on x64",
  () => {
    expect(binary).toBeDefined();
  },
);

describe.skipIf(binary === undefined)("dynoxide", () => {
  dataPlaneSuite("dynoxide");
  shimSuite("dynoxide");

  test("transactions pass through", async () => {
    const stand = await Stand.create("dynoxide");
    const { TableName } = await stand.dynamodb.createTable(CHAT);
    const Item = { pk: { S: "a" }, sk: { S: "0" } };
    const write = new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] });
    expect((await stand.client.send(write)).$metadata.httpStatusCode).toBe(200);
    await stand.dispose();
  });

  test("a database that cannot be opened is named with what dynoxide says", async () => {
    await expect(startDynoxide(binary ?? "", "/dev/null/tables.sqlite")).rejects.toMatchObject({
      name: "EngineStartError",
      message: expect.stringContaining("did not start: it ended with"),
    });
  });
});
