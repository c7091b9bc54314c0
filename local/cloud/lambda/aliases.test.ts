import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LambdaFixture, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

/** A function with the versions 1 and 2, which say so; $LATEST is version 2 still. */
beforeEach(async () => {
  fixture = await startLambda();
  await fixture.create("f", "export const handler = async () => process.env.IS;", {
    environment: { IS: "one" },
  });
  fixture.lambda.publishVersion("f");
  await fixture.lambda.updateFunctionConfiguration("f", { environment: { IS: "two" } });
  fixture.lambda.publishVersion("f");
});
afterEach(() => fixture.dispose());

const aliases = () => fixture.lambda.aliasesOf("f");

describe("an alias", () => {
  test("is described as AWS does", () => {
    const alias = aliases().create({ name: "live", functionVersion: "1", description: "for everybody" });
    expect(alias).toEqual({
      ...{ name: "live", functionVersion: "1", description: "for everybody", additionalVersionWeights: {} },
      arn: `${ARN}:live`,
      invokeArn: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}:live/invocations`,
    });
    expect(aliases().get("live")).toEqual(alias);
    expect(fixture.lambda.getFunction("f", "live")).toMatchObject({ arn: `${ARN}:live`, version: "1" });
  });

  test("leads to one version, then to another, under the same name", async () => {
    aliases().create({ name: "live", functionVersion: "1", description: "kept" });
    expect(await fixture.call("f:live")).toBe("one");
    expect(aliases().update("live", { functionVersion: "2" })).toMatchObject({ description: "kept" });
    expect(await fixture.call("f:live")).toBe("two");
    expect(await fixture.call("f:1")).toBe("one");
  });

  test("of $LATEST follows the function", async () => {
    aliases().create({ name: "dev", functionVersion: "$LATEST" });
    await fixture.lambda.updateFunctionConfiguration("f", { environment: { IS: "new" } });
    expect(await fixture.call("f:dev")).toBe("new");
  });

  test("is what the function is told it was called by, and runs in the version's own environment", async () => {
    const source = `export const handler = async (event, { invokedFunctionArn, functionVersion }) =>
      [invokedFunctionArn, functionVersion, process.pid];`;
    await fixture.lambda.updateFunctionCode("f", new Map([["index.mjs", Buffer.from(source)]]));
    aliases().create({ name: "live", functionVersion: fixture.lambda.publishVersion("f").version });
    const [arn, version, pid] = (await fixture.call("f:live")) as unknown[];
    expect([arn, version]).toEqual([`${ARN}:live`, "3"]);
    expect(await fixture.call("f:3")).toEqual([`${ARN}:3`, "3", pid]);
  });

  test("shares its calls between two versions by weight, decided by chance", async () => {
    aliases().create({ name: "live", functionVersion: "1", additionalVersionWeights: { 2: 0.25 } });
    const calls = Array.from({ length: 100 }, () => fixture.call("f:live"));
    const two = (await Promise.all(calls)).filter((answer) => answer === "two").length;
    expect(two).toBeGreaterThan(10);
    expect(two).toBeLessThan(45);
    aliases().update("live", { additionalVersionWeights: { 2: 1 } });
    expect(await fixture.call("f:live")).toBe("two");
    aliases().update("live", { additionalVersionWeights: {} });
    expect(await fixture.call("f:live")).toBe("one");
  });

  test("is listed by name, and by the versions that it leads to", () => {
    aliases().create({ name: "b", functionVersion: "1" });
    aliases().create({ name: "a", functionVersion: "2", additionalVersionWeights: { 1: 0.1 } });
    aliases().create({ name: "c", functionVersion: "2" });
    const names = (list: { name: string }[]) => list.map(({ name }) => name);
    expect([names(aliases().list()), names(aliases().of("1"))]).toEqual([
      ["a", "b", "c"],
      ["a", "b"],
    ]);
  });

  test("keeps its version from being deleted, until it is gone itself", async () => {
    aliases().create({ name: "live", functionVersion: "2", additionalVersionWeights: { 1: 0.1 } });
    await expect(fixture.lambda.deleteFunction("f", "1")).rejects.toMatchObject({
      ...{ code: "ResourceConflictException", status: 409 },
      message: "Unable to delete version because the following aliases reference it: [live]",
    });
    fixture.lambda.deleteAlias("f", "live");
    expect(() => aliases().get("live")).toThrow(`Cannot find alias arn: ${ARN}:live`);
    await fixture.lambda.deleteFunction("f", "1");
    await expect(fixture.invoke("f:live")).rejects.toThrow(`Function not found: ${ARN}:live`);
  });

  test.each<[string, object, string, string]>([
    ["a name of digits", { name: "7" }, "ValidationException", 'unlike "7"'],
    ["the name of $LATEST", { name: "$LATEST" }, "ValidationException", 'unlike "$LATEST"'],
    ["a name that is taken", { name: "live" }, "ResourceConflictException", `already exists: ${ARN}:live`],
    ["a version that is not there", { functionVersion: "7" }, "ResourceNotFoundException", `${ARN}:7`],
    ["another alias for a version", { functionVersion: "live" }, "ResourceNotFoundException", `${ARN}:live`],
    [
      "weights for two more",
      { additionalVersionWeights: { 1: 0.1, 3: 0.1 } },
      "InvalidParameterValueException",
      "greater than 1",
    ],
    [
      "a weight for its own version",
      { additionalVersionWeights: { 2: 0.1 } },
      "InvalidParameterValueException",
      "already included",
    ],
    [
      "a weight for a version that is not there",
      { additionalVersionWeights: { 7: 0.1 } },
      "ResourceNotFoundException",
      `${ARN}:7`,
    ],
    ["a weight over 1", { additionalVersionWeights: { 1: 1.5 } }, "ValidationException", "{1=1.5}"],
    [
      "a weight for $LATEST",
      { additionalVersionWeights: { $LATEST: 0.5 } },
      "ValidationException",
      "{$LATEST=0.5}",
    ],
    [
      "weights beside $LATEST",
      { functionVersion: "$LATEST", additionalVersionWeights: { 1: 0.1 } },
      "InvalidParameterValueException",
      "more than 1 version",
    ],
  ])("with %s is refused", (_case, input, code, message) => {
    aliases().create({ name: "live", functionVersion: "1" });
    const create = () => aliases().create({ name: "other", functionVersion: "2", ...input });
    expect(create).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
    expect(aliases().list()).toHaveLength(1);
  });

  test("between versions of different roles is refused", async () => {
    await fixture.lambda.updateFunctionConfiguration("f", { role: "arn:aws:iam::000000000000:role/other" });
    const { version } = fixture.lambda.publishVersion("f");
    const shared = { name: "live", functionVersion: version, additionalVersionWeights: { 1: 0.1 } };
    expect(() => aliases().create(shared)).toThrow("different execution roles");
  });
});

describe("a permission", () => {
  const sourceArn = "arn:aws:execute-api:us-east-1:000000000000:abc/dev/$connect";
  const service = "apigateway.amazonaws.com";
  const permission = { statementId: "s", action: "lambda:InvokeFunction", principal: service };
  const names = ["f", "f:$LATEST", "f:1", "f:2", "f:live"];

  /** Which of the names API Gateway may call. */
  async function callable() {
    const calls = names.map((name) =>
      fixture.lambda.invoke({
        ...{ functionArn: ARN.replace(/f$/, name), payload: "{}", caller: { service, sourceArn } },
      }),
    );
    const results = await Promise.allSettled(calls);
    return names.filter((_name, index) => results[index]?.status === "fulfilled");
  }

  beforeEach(() => aliases().create({ name: "live", functionVersion: "1" }));

  test.each<[string | undefined, string]>([
    [undefined, "f"],
    ["1", "f:1"],
    ["live", "f:live"],
  ])("with the qualifier %s is for %s, and for nothing else", async (qualifier, name) => {
    expect(await callable()).toEqual([]);
    fixture.lambda.addPermission("f", permission, qualifier);
    expect(await callable()).toEqual([name]);
    expect(JSON.parse(fixture.lambda.getPolicy("f", qualifier) ?? "").Statement).toMatchObject([
      { Sid: "s", Resource: ARN.replace(/f$/, name) },
    ]);
    fixture.lambda.removePermission("f", "s", qualifier);
    expect(await callable()).toEqual([]);
  });

  test("that has the qualifier is what is missing, when the alias is called", async () => {
    fixture.lambda.addPermission("f", permission);
    const caller = { service, sourceArn };
    await expect(
      fixture.lambda.invoke({ functionArn: `${ARN}:live`, payload: "{}", caller }),
    ).rejects.toMatchObject({
      ...{ code: "AccessDeniedException", status: 403 },
      message: expect.stringMatching(/:function:f:live for .*aws\.lambda\.Permission with qualifier: "live"/),
    });
  });

  test("goes with its alias", () => {
    fixture.lambda.addPermission("f", permission, "live");
    fixture.lambda.deleteAlias("f", "live");
    aliases().create({ name: "live", functionVersion: "1" });
    expect(fixture.lambda.getPolicy("f", "live")).toBeUndefined();
  });

  test.each([
    ["$LATEST", "InvalidParameterValueException", "do not support adding policies for $LATEST"],
    ["7", "ResourceNotFoundException", `${ARN}:7`],
    ["nobody", "ResourceNotFoundException", `${ARN}:nobody`],
  ])("for %s is refused", (qualifier, code, message) => {
    expect(() => fixture.lambda.addPermission("f", permission, qualifier)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });
});
