// What a function is told of an invocation that is made, changed and deleted, and what becomes of its answers.
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Archive, Asset, type Props } from "../../engine/values.ts";
import { type Made, startTestProvider, subject } from "../testing.ts";

const FUNCTION = "aws:lambda/function:Function";
const INVOCATION = "aws:lambda/invocation:Invocation";
const ROLE = "aws:iam/role:Role";

/** Answers what it is told, and fails when that asks for it. */
const CODE = `export const handler = async (event) => {
  if (event.fail) throw new Error("no such path");
  return event;
};`;

let run: Awaited<ReturnType<typeof startTestProvider>>;
let functionName: string;
let made: Made;

beforeAll(async () => {
  run = await startTestProvider("invocation");
  const role = await run.create(ROLE, "role", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    }),
  });
  const created = await run.create(FUNCTION, "told", {
    ...{ role: role.outputs.arn ?? "", runtime: "nodejs24.x", handler: "index.handler" },
    code: new Archive("assets", { "index.mjs": new Asset("text", CODE, "1") }, "1"),
  });
  functionName = created.id;
});
afterAll(() => run.cloud.stop());

beforeEach(async () => {
  made = await run.create(INVOCATION, "one", args({ a: "1" }));
});

const args = (input: object, more: Props = {}): Props => ({
  ...{ functionName, input: JSON.stringify(input), lifecycleScope: "CRUD" },
  ...more,
});

const resultOf = ({ outputs }: Made): unknown => JSON.parse(String(outputs.result));

test("a function is told that the invocation is made, and its answer is the result", () => {
  expect(resultOf(made)).toEqual({ a: "1", tf: { action: "create", prev_input: null } });
});

test("the id is the function, its version and the MD5 of what it was told", () => {
  // printf '{"a":"1","tf":{"action":"create","prev_input":null}}' | md5sum
  expect(made.id).toBe(`${functionName},$LATEST,349fbaf34f0af88f242b605914e9cd0d`);
});

test("a change tells what it was before, under a key of the caller's", async () => {
  const updated = await run.update(INVOCATION, "one", made, args({ a: "2" }, { terraformKey: "change" }));
  expect(resultOf(updated)).toEqual({ a: "2", change: { action: "update", prev_input: { a: "1" } } });
  expect(updated.id).toBe(made.id);
});

describe("a function that fails", () => {
  test("keeps the invocation from being made, with its own words in the message", async () => {
    await expect(run.create(INVOCATION, "two", args({ fail: true }))).rejects.toThrow(
      new RegExp(
        `invoking Lambda Function \\(${functionName}\\): \\{"errorType":"Error","errorMessage":"no such path"`,
      ),
    );
  });

  test("has had its change all the same, and is not asked again for it", async () => {
    const news = args({ fail: true });
    const failure = await run.update(INVOCATION, "one", made, news).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "InitFailedError", inputs: { input: '{"fail":true}' } });
    const again = await run.update(INVOCATION, "one", made, news);
    expect(again.outputs.result).toBe(made.outputs.result);
  });

  test("keeps the invocation from being deleted", async () => {
    const failing = run.update(INVOCATION, "one", made, args({ fail: true }));
    await expect(failing).rejects.toThrow("no such path");
    const outputs = { ...made.outputs, input: '{"fail":true}' };
    await expect(run.remove(INVOCATION, "one", { ...made, outputs })).rejects.toThrow("no such path");
  });
});

describe("without CRUD", () => {
  test("a function is told the input as it is, once", async () => {
    const invoke = vi.spyOn(run.cloud.lambda, "invoke");
    const once = await run.create(INVOCATION, "once", { functionName, input: "[1, 2]" });
    expect(once.outputs.result).toBe("[1,2]");
    await run.remove(INVOCATION, "once", once);
    expect(invoke).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["CREATE_ONLY", ["input"]],
    ["CRUD", []],
  ])("with the scope %s another input replaces %j", async (lifecycleScope, replaces) => {
    const oldInputs = { functionName, input: "{}", lifecycleScope, terraformKey: "tf", qualifier: "$LATEST" };
    const diff = await run.provider.diff({
      ...{ ...subject(INVOCATION, "one"), id: made.id, oldInputs, oldOutputs: {} },
      newInputs: { ...oldInputs, input: '{"a":1}' },
    });
    expect(diff).toMatchObject({ changes: ["input"], replaces });
  });
});

test.each([
  ["input that is no JSON", { input: "a" }, 'input: "a" is not JSON'],
  ["a scope to which nothing can be added", { input: "[]" }, '"[]" is no object'],
  ["a version that is not there", { qualifier: "1" }, "ResourceNotFoundException: Function not found"],
  ["a tenant", { tenantId: "a" }, "its functions have one tenant"],
])("%s is refused", async (_what, wrong, reason) => {
  await expect(run.create(INVOCATION, "wrong", { ...args({}), ...wrong })).rejects.toThrow(reason);
});
