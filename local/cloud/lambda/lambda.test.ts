import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LambdaFixture, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
beforeEach(async () => (fixture = await startLambda()));
afterEach(() => fixture.dispose());

const NOTHING = "export const handler = async () => {};";
const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

describe("a function", () => {
  test("is described as AWS does", async () => {
    const configuration = await fixture.create("f", NOTHING, { tags: { a: "b" } });
    expect(configuration).toEqual({
      functionName: "f",
      arn: ARN,
      invokeArn: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ARN}/invocations`,
      role: "arn:aws:iam::000000000000:role/test",
      handler: "index.handler",
      runtime: "nodejs24.x",
      timeout: 3,
      memorySize: 128,
      environment: {},
      description: "",
      architectures: ["x86_64"],
      ephemeralStorage: { size: 512 },
      tracingMode: "PassThrough",
      loggingConfig: { logFormat: "Text", logGroup: "/aws/lambda/f" },
      tags: { a: "b" },
      version: "$LATEST",
      codeSha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      codeSize: NOTHING.length,
      lastModified: "2026-01-01T00:00:00.000+0000",
    });
    expect(fixture.lambda.getFunction("f")).toEqual(configuration);
  });

  test("has the same hash as another of the same files in another order", async () => {
    const files: [string, Buffer][] = [
      ["index.mjs", Buffer.from(NOTHING)],
      ["a.txt", Buffer.from("a")],
    ];
    const one = await fixture.create("f", "", { code: new Map(files) });
    const other = await fixture.create("g", "", { code: new Map(files.reverse()) });
    expect(one.codeSha256).toBe(other.codeSha256);
  });

  test.each<[string, object, string]>([
    ["runtime", { runtime: "python3.13" }, "the local cloud runs Node.js only"],
    ["timeout", { timeout: 901 }, "timeout must be a whole number from 1 to 900 s, not 901"],
    ["memory", { memorySize: 64 }, "memorySize must be a whole number from 128 to 10240 MB, not 64"],
    ["handler", { handler: "a b" }, 'not "a b"'],
    ["empty code", { code: new Map() }, "has no files"],
    ["path in the code", { code: new Map([["../x", Buffer.alloc(0)]]) }, "outside of its package: ../x"],
  ])("with an impossible %s is refused", async (_case, options, problem) => {
    await expect(fixture.create("f", NOTHING, options)).rejects.toThrow(problem);
    expect(() => fixture.lambda.getFunction("f")).toThrow(`Function not found: ${ARN}`);
  });

  test("exists once, and not after it was deleted", async () => {
    await fixture.create("f", NOTHING);
    await expect(fixture.create("f", NOTHING)).rejects.toMatchObject({ code: "ResourceConflictException" });
    await fixture.lambda.deleteFunction("f");
    await expect(fixture.invoke("f")).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      status: 404,
    });
  });
});

describe("a service", () => {
  const sourceArn = "arn:aws:execute-api:us-east-1:000000000000:abc/dev/$connect";
  const invoke = (service = "apigateway.amazonaws.com") =>
    fixture.lambda.invoke({ functionArn: ARN, payload: "{}", caller: { service, sourceArn } });
  const permission = {
    statementId: "s",
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
  };

  beforeEach(() => fixture.create("f", NOTHING));

  test("may not invoke a function without a permission, and is told what to add", async () => {
    await expect(invoke()).rejects.toMatchObject({
      code: "AccessDeniedException",
      status: 403,
      message: expect.stringMatching(
        /^apigateway\.amazonaws\.com .*:function:f for .*\$connect.*aws\.lambda\.Permission/,
      ),
    });
  });

  test.each([
    [sourceArn],
    [undefined],
    ["arn:aws:execute-api:us-east-1:000000000000:abc/*"],
    ["arn:aws:execute-api:us-east-1:000000000000:a?c/dev/$connect"],
  ])("may with one for %s", async (allowed) => {
    fixture.lambda.addPermission("f", { ...permission, sourceArn: allowed });
    expect(await invoke()).toEqual({ kind: "returned", payload: "null" });
  });

  test.each([
    ["another route", { sourceArn: "arn:aws:execute-api:us-east-1:000000000000:abc/dev/$disconnect" }],
    ["a REST-style pattern", { sourceArn: "arn:aws:execute-api:us-east-1:000000000000:abc/*/*/$connect" }],
    ["another action", { action: "lambda:GetFunction" }],
    ["another service", { principal: "s3.amazonaws.com" }],
    ["another account", { sourceAccount: "111111111111" }],
  ])("may not with one for %s", async (_case, difference) => {
    fixture.lambda.addPermission("f", { ...permission, ...difference });
    await expect(invoke()).rejects.toMatchObject({ code: "AccessDeniedException" });
  });

  test("may no more when its permission is gone", async () => {
    fixture.lambda.addPermission("f", permission);
    expect(() => fixture.lambda.addPermission("f", permission)).toThrow("(s) provided already exists");
    fixture.lambda.removePermission("f", "s");
    await expect(invoke()).rejects.toMatchObject({ code: "AccessDeniedException" });
    expect(() => fixture.lambda.removePermission("f", "s")).toThrow("Statement s is not found");
  });
});
