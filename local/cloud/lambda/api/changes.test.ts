import {
  AddPermissionCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LambdaEndpoint, startLambdaEndpoint } from "./testing.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
const of = { FunctionName: "f" };

/** Made by Python's zipfile: an index.mjs whose handler returns "zipped". */
const ZIP = Buffer.from(
  "UEsDBBQAAAAAAAAAIVyuewmxLQAAAC0AAAAJAAAAaW5kZXgubWpzZXhwb3J0IGNvbnN0IGhhbmRsZXIgPSBhc3luYyAoKSA9PiAiemlwcGVkIjsK" +
    "UEsBAhQDFAAAAAAAAAAhXK57CbEtAAAALQAAAAkAAAAAAAAAAAAAAIABAAAAAGluZGV4Lm1qc1BLBQYAAAAAAQABADcAAABUAAAAAAA=",
  "base64",
);

let endpoint: LambdaEndpoint;
let fixture: LambdaEndpoint["fixture"];
let client: LambdaEndpoint["client"];

beforeEach(async () => {
  endpoint = await startLambdaEndpoint();
  ({ fixture, client } = endpoint);
  await fixture.create("f", "export const handler = async () => process.env.COLOUR ?? 'none';", {
    ...{ environment: { COLOUR: "red" }, tags: { team: "blue" }, description: "says its colour" },
  });
});
afterEach(() => endpoint.stop());

const answer = async () => {
  const { Payload } = await client.send(new InvokeCommand(of));
  return JSON.parse(Payload?.transformToString() ?? "");
};

describe("a function", () => {
  test("takes a configuration in part, and runs with it", async () => {
    expect(await answer()).toBe("red");
    const change = { MemorySize: 512, Timeout: 9, Environment: { Variables: { COLOUR: "green" } } };
    const changed = await client.send(new UpdateFunctionConfigurationCommand({ ...of, ...change }));
    expect(changed).toMatchObject({ ...change, Description: "says its colour", Handler: "index.handler" });
    expect(await client.send(new GetFunctionConfigurationCommand(of))).toMatchObject(change);
    expect(await answer()).toBe("green");
    await client.send(new UpdateFunctionConfigurationCommand({ ...of, Environment: {} }));
    expect(await answer()).toBe("none");
  });

  test("takes another way of logging in part, without levels where the format has none", async () => {
    const log = async (LoggingConfig: object) =>
      (await client.send(new UpdateFunctionConfigurationCommand({ ...of, LoggingConfig }))).LoggingConfig;
    const LogGroup = "/aws/lambda/f";
    expect(await log({ LogFormat: "JSON", SystemLogLevel: "WARN" })).toEqual({
      ...{ LogFormat: "JSON", SystemLogLevel: "WARN", LogGroup },
    });
    expect(await log({ ApplicationLogLevel: "DEBUG" })).toMatchObject({
      ...{ SystemLogLevel: "WARN", ApplicationLogLevel: "DEBUG" },
    });
    expect(await log({ LogFormat: "Text" })).toEqual({ LogFormat: "Text", LogGroup });
  });

  test("takes other code and runs it, but not for a dry run", async () => {
    const { CodeSha256 } = await client.send(new GetFunctionConfigurationCommand(of));
    const dry = new UpdateFunctionCodeCommand({ ...of, ZipFile: ZIP, DryRun: true });
    expect(await client.send(dry)).toMatchObject({ CodeSha256 });
    expect(await answer()).toBe("red");
    const changed = await client.send(new UpdateFunctionCodeCommand({ ...of, ZipFile: ZIP }));
    expect(changed.CodeSha256).not.toBe(CodeSha256);
    expect(await answer()).toBe("zipped");
  });

  test("is deleted", async () => {
    await client.send(new DeleteFunctionCommand(of));
    await expect(client.send(new GetFunctionCommand(of))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("is tagged by its ARN, and its processes go on", async () => {
    const { LastModified } = await client.send(new GetFunctionConfigurationCommand(of));
    fixture.context.clock.advance(1000);
    await client.send(new TagResourceCommand({ Resource: ARN, Tags: { stage: "dev", "a b": "c" } }));
    await client.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ["team", "a b"] }));
    expect((await client.send(new ListTagsCommand({ Resource: ARN }))).Tags).toEqual({ stage: "dev" });
    expect(await client.send(new GetFunctionConfigurationCommand(of))).toMatchObject({ LastModified });
  });

  test("has concurrency reserved and given back", async () => {
    const reserved = async () =>
      (await client.send(new GetFunctionConcurrencyCommand(of))).ReservedConcurrentExecutions;
    expect(await reserved()).toBeUndefined();
    const reservation = { ...of, ReservedConcurrentExecutions: 0 };
    await client.send(new PutFunctionConcurrencyCommand(reservation));
    expect(await reserved()).toBe(0);
    await expect(answer()).rejects.toMatchObject({ name: "TooManyRequestsException" });
    await client.send(new DeleteFunctionConcurrencyCommand(of));
    expect(await reserved()).toBeUndefined();
    expect(await answer()).toBe("red");
  });
});

test("the account tells what is reserved and used", async () => {
  await client.send(new PutFunctionConcurrencyCommand({ ...of, ReservedConcurrentExecutions: 5 }));
  const { AccountLimit, AccountUsage } = await client.send(new GetAccountSettingsCommand({}));
  expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 995 });
  expect(AccountUsage).toMatchObject({ FunctionCount: 1, TotalCodeSize: expect.any(Number) });
});

describe("a permission", () => {
  const permission = {
    ...{ ...of, StatementId: "gateway", Action: "lambda:InvokeFunction" },
    ...{ Principal: "apigateway.amazonaws.com", SourceArn: "arn:aws:execute-api:us-east-1:000000000000:a/*" },
  };
  const add = (more = {}) => client.send(new AddPermissionCommand({ ...permission, ...more }));

  test("is added, read, and removed", async () => {
    const { Statement = "" } = await add();
    expect(JSON.parse(Statement)).toMatchObject({ Sid: "gateway", Resource: ARN });
    const { Policy = "" } = await client.send(new GetPolicyCommand(of));
    expect(JSON.parse(Policy).Statement).toEqual([JSON.parse(Statement)]);
    await client.send(new RemovePermissionCommand({ ...of, StatementId: "gateway" }));
    await expect(client.send(new GetPolicyCommand(of))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("that is taken or makes no sense is refused by name", async () => {
    await add();
    await expect(add()).rejects.toMatchObject({ name: "ResourceConflictException" });
    const refusals: [object, string][] = [
      [{ StatementId: "a b" }, "ValidationException"],
      [{ StatementId: "x", Principal: "nobody" }, "InvalidParameterValueException"],
      [{ StatementId: "x", PrincipalOrgID: "o-1" }, "InvalidParameterValueException"],
      [{ StatementId: "x", FunctionName: "g" }, "ResourceNotFoundException"],
    ];
    for (const [more, name] of refusals) await expect(add(more)).rejects.toMatchObject({ name });
  });
});

describe("what cannot be", () => {
  test.each<[string, object, string, string]>([
    ["memory that there is not", { MemorySize: 64 }, "ValidationException", "memorySize"],
    ["a runtime that is not here", { Runtime: "python3.13" }, "ValidationException", "Node.js only"],
    ["a layer", { Layers: ["arn:x"] }, "InvalidParameterValueException", "has no Layers"],
    ["a private network", { VpcConfig: {} }, "InvalidParameterValueException", "has no VpcConfig"],
  ])("%s is refused by name", async (_case, change, name, message) => {
    await expect(
      client.send(new UpdateFunctionConfigurationCommand({ ...of, ...change })),
    ).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect(await answer()).toBe("red");
  });

  test.each<[string, object, string, string]>([
    ["code that is no archive", { ZipFile: Buffer.from("x") }, "InvalidParameterValueException", "unzip"],
    ["code from elsewhere", { S3Bucket: "b", S3Key: "k" }, "InvalidParameterValueException", "S3Bucket"],
  ])("%s is refused by name", async (_case, code, name, message) => {
    await expect(client.send(new UpdateFunctionCodeCommand({ ...of, ...code }))).rejects.toMatchObject({
      ...{ name, message: expect.stringContaining(message) },
    });
  });

  test("more concurrency than the account has is refused by name", async () => {
    const reservation = { ...of, ReservedConcurrentExecutions: 950 };
    await expect(client.send(new PutFunctionConcurrencyCommand(reservation))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
    });
  });
});

test("a role changes what it was granted to change, of the function it was granted it for", async () => {
  await fixture.create("g", "export const handler = 1;");
  const Action = ["lambda:UpdateFunctionConfiguration", "lambda:TagResource"];
  const caller = endpoint.roleClient({ Effect: "Allow", Action, Resource: ARN });
  await caller.send(new UpdateFunctionConfigurationCommand({ ...of, Timeout: 7 }));
  await caller.send(new TagResourceCommand({ Resource: ARN, Tags: { by: "caller" } }));
  const refused = [
    () => caller.send(new UpdateFunctionConfigurationCommand({ FunctionName: "g", Timeout: 7 })),
    () => caller.send(new UpdateFunctionCodeCommand({ ...of, ZipFile: ZIP })),
    () => caller.send(new DeleteFunctionCommand(of)),
    () => caller.send(new PutFunctionConcurrencyCommand({ ...of, ReservedConcurrentExecutions: 1 })),
    () => caller.send(new RemovePermissionCommand({ ...of, StatementId: "x" })),
    () => caller.send(new GetAccountSettingsCommand({})),
  ];
  for (const call of refused) await expect(call()).rejects.toMatchObject({ name: "AccessDeniedException" });
  expect(fixture.lambda.getFunction("f")).toMatchObject({
    ...{ timeout: 7, tags: { team: "blue", by: "caller" } },
  });
});
