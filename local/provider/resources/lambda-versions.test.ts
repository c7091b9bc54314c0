// What a program publishes of a function, and the aliases that lead there.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Archive, Asset, type Props, unknown } from "../../engine/values.ts";
import { type Made, startTestProvider, subject } from "../testing.ts";

const ALIAS = "aws:lambda/alias:Alias";
const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const ROLE = "aws:iam/role:Role";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

let run: Awaited<ReturnType<typeof startTestProvider>>;
let args: Props;

beforeEach(async () => {
  run = await startTestProvider("versions");
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
  };
  const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement });
  const role = await run.create(ROLE, "r", { assumeRolePolicy });
  args = {
    ...{ name: "f", role: role.outputs.arn ?? "", runtime: "nodejs24.x", handler: "index.handler" },
    ...{ publish: true, code: codeOf("one") },
  };
});
afterEach(() => run.cloud.stop());

const codeOf = (word: string) => {
  const source = `export const handler = async () => "${word}";`;
  return new Archive("assets", { "index.mjs": new Asset("text", source, word) }, word);
};

/** What the function answers when it is called as `f`, `f:1` … */
async function answerOf(name: string) {
  const caller = { principalArn: "arn:aws:iam::000000000000:root" };
  const result = await run.cloud.lambda.invoke({
    functionArn: ARN.replace(/f$/, name),
    payload: "{}",
    caller,
  });
  return result.kind === "returned" ? JSON.parse(result.payload) : result;
}

const preview = async (old: Made, news: Props) => {
  const { inputs } = await run.provider.check({
    ...subject(FUNCTION, "f"),
    olds: old.inputs,
    news,
    preview: true,
  });
  const places = { id: old.id, oldInputs: old.inputs, oldOutputs: old.outputs };
  const { outputs } = await run.provider.update({
    ...subject(FUNCTION, "f"),
    ...places,
    inputs,
    preview: true,
  });
  return outputs.version;
};

describe("a function that is published", () => {
  test("has the version and its ARNs as outputs, and a further one by an update", async () => {
    const made = await run.create(FUNCTION, "f", args);
    expect(made.outputs).toMatchObject({
      ...{ arn: ARN, version: "1", qualifiedArn: `${ARN}:1` },
      qualifiedInvokeArn: expect.stringContaining(`/functions/${ARN}:1/invocations`),
    });
    const updated = await run.update(FUNCTION, "f", made, { ...args, code: codeOf("two"), timeout: 9 });
    expect(updated.outputs).toMatchObject({ arn: ARN, version: "2", qualifiedArn: `${ARN}:2` });
    expect([await answerOf("f:1"), await answerOf("f:2")]).toEqual(["one", "two"]);
  });

  test("stays at its version where nothing of that changes, and a preview says so", async () => {
    const made = await run.create(FUNCTION, "f", args);
    const tagged = { ...args, tags: { a: "b" }, reservedConcurrentExecutions: 5 };
    expect(await preview(made, tagged)).toBe("1");
    expect((await run.update(FUNCTION, "f", made, tagged)).outputs.version).toBe("1");
    expect(await preview(made, { ...args, timeout: 9 })).toBe(unknown);
  });

  test("is $LATEST before, and the last version after it", async () => {
    const made = await run.create(FUNCTION, "f", { ...args, publish: false });
    expect(made.outputs).toMatchObject({ version: "$LATEST", qualifiedArn: `${ARN}:$LATEST` });
    expect(await preview(made, args)).toBe(unknown);
    const published = await run.update(FUNCTION, "f", made, args);
    expect(published.outputs.version).toBe("1");
    const later = { ...args, publish: false, code: codeOf("two") };
    expect(await preview(published, later)).toBe("1");
    expect((await run.update(FUNCTION, "f", published, later)).outputs.version).toBe("1");
    expect([await answerOf("f"), await answerOf("f:1")]).toEqual(["two", "one"]);
  });
});

describe("an alias", () => {
  const alias = { name: "live", functionName: "f", functionVersion: "1" };

  test("is led to the next version, shares calls with it, and goes", async () => {
    const made = await run.create(FUNCTION, "f", args);
    const live = await run.create(ALIAS, "live", alias);
    expect(live).toMatchObject({ id: `${ARN}:live`, outputs: { arn: `${ARN}:live` } });
    await run.update(FUNCTION, "f", made, { ...args, code: codeOf("two") });
    expect(await answerOf("f:live")).toBe("one");
    const routingConfig = { additionalVersionWeights: { 2: 1 } };
    const shared = await run.update(ALIAS, "live", live, { ...alias, routingConfig });
    expect(await answerOf("f:live")).toBe("two");
    const alone = await run.update(ALIAS, "live", shared, alias);
    expect(await answerOf("f:live")).toBe("one");
    await run.remove(ALIAS, "live", alone);
    await expect(answerOf("f:live")).rejects.toThrow(`Function not found: ${ARN}:live`);
  });

  test.each([
    [{ function: "f", qualifier: "live" }],
    [{ function: "f:live" }],
    [{ function: `${ARN}:live` }],
  ])("is let call by a permission for %j", async (target) => {
    await run.create(FUNCTION, "f", args);
    await run.create(ALIAS, "live", alias);
    const permission = await run.create(PERMISSION, "p", {
      ...{ ...target, action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
    });
    expect(run.cloud.lambda.getPolicy("f")).toBeUndefined();
    expect(run.cloud.lambda.getPolicy("f", "live")).toContain(`"Resource":"${ARN}:live"`);
    expect((await run.provider.read({ ...subject(PERMISSION, "p"), ...permission }))?.inputs).toEqual(
      permission.inputs,
    );
    await run.remove(PERMISSION, "p", permission);
    expect(run.cloud.lambda.getPolicy("f", "live")).toBeUndefined();
  });
});
