import {
  AddPermissionCommand,
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LambdaEndpoint, startLambdaEndpoint } from "./testing.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
const of = { FunctionName: "f" };

let endpoint: LambdaEndpoint;
let fixture: LambdaEndpoint["fixture"];
let client: LambdaEndpoint["client"];

/** A function with the versions 1 and 2, and the alias live of version 1. */
beforeEach(async () => {
  endpoint = await startLambdaEndpoint();
  ({ fixture, client } = endpoint);
  await fixture.create(
    "f",
    "export const handler = async () => console.log(process.env.IS) ?? process.env.IS;",
    {
      ...{ environment: { IS: "one" }, tags: { a: "b" } },
    },
  );
  await client.send(new PublishVersionCommand(of));
  const Environment = { Variables: { IS: "two" } };
  await client.send(new UpdateFunctionConfigurationCommand({ ...of, Environment }));
  await client.send(new PublishVersionCommand({ ...of, Description: "the second" }));
  await client.send(new CreateAliasCommand({ ...of, Name: "live", FunctionVersion: "1" }));
});
afterEach(() => endpoint.stop());

async function invoke(call: { FunctionName: string; Qualifier?: string }) {
  const {
    Payload,
    ExecutedVersion,
    LogResult = "",
  } = await client.send(new InvokeCommand({ ...call, LogType: "Tail" }));
  const tail = Buffer.from(LogResult, "base64").toString();
  return [JSON.parse(Payload?.transformToString() ?? ""), ExecutedVersion, /Version: (\S+)/.exec(tail)?.[1]];
}

describe("Invoke", () => {
  test.each<[string, { FunctionName: string; Qualifier?: string }, [string, string]]>([
    ["no qualifier", of, ["two", "$LATEST"]],
    ["a version", { ...of, Qualifier: "1" }, ["one", "1"]],
    ["an alias", { ...of, Qualifier: "live" }, ["one", "1"]],
    ["a name that ends in it", { FunctionName: "f:live" }, ["one", "1"]],
    ["an ARN that ends in it", { FunctionName: `${ARN}:2` }, ["two", "2"]],
    ["both, which say the same", { FunctionName: `${ARN}:2`, Qualifier: "2" }, ["two", "2"]],
  ])(
    "with %s runs what is named, and says which version that was",
    async (_case, call, [answer, version]) => {
      expect(await invoke(call)).toEqual([answer, version, version]);
    },
  );

  test("with two qualifiers that differ is refused", async () => {
    await expect(invoke({ FunctionName: "f:1", Qualifier: "2" })).rejects.toMatchObject({
      ...{ name: "InvalidParameterValueException" },
      message: "The derived qualifier from the function name does not match the specified qualifier.",
    });
  });

  test("is granted by the name that is called", async () => {
    const grant = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: `${ARN}:live` };
    client = endpoint.roleClient(grant);
    expect(await invoke({ FunctionName: "f:live" })).toEqual(["one", "1", "1"]);
    for (const FunctionName of ["f", "f:1", "f:$LATEST"]) {
      await expect(invoke({ FunctionName })).rejects.toMatchObject({ name: "AccessDeniedException" });
    }
  });
});

describe("versions", () => {
  test("are described and listed, with the ARN they are asked for by", async () => {
    const get = async (Qualifier?: string) =>
      client.send(new GetFunctionConfigurationCommand({ ...of, Qualifier }));
    expect(await get("2")).toMatchObject({
      FunctionArn: `${ARN}:2`,
      Version: "2",
      Description: "the second",
    });
    expect(await get("live")).toMatchObject({ FunctionArn: `${ARN}:live`, Version: "1" });
    expect(await get("$LATEST")).toMatchObject({ FunctionArn: `${ARN}:$LATEST`, Version: "$LATEST" });
    const { Configuration } = await client.send(new GetFunctionCommand({ ...of, Qualifier: "1" }));
    expect(Configuration).toMatchObject({ Version: "1", Environment: { Variables: { IS: "one" } } });

    const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand(of));
    expect(Versions.map(({ Version }) => Version)).toEqual(["$LATEST", "1", "2"]);
    const page = await client.send(new ListVersionsByFunctionCommand({ ...of, MaxItems: 2 }));
    const rest = await client.send(new ListVersionsByFunctionCommand({ ...of, Marker: page.NextMarker }));
    expect([page.Versions?.length, rest.Versions?.length]).toEqual([2, 1]);
    const all = await client.send(new ListFunctionsCommand({ FunctionVersion: "ALL" }));
    expect(all.Functions?.map(({ FunctionArn }) => FunctionArn)).toEqual(
      ["$LATEST", "1", "2"].map((version) => `${ARN}:${version}`),
    );
  });

  test("are published of the code that is meant, or not", async () => {
    const { CodeSha256 } = await client.send(new GetFunctionConfigurationCommand(of));
    expect(await client.send(new PublishVersionCommand({ ...of, CodeSha256 }))).toMatchObject({
      Version: "2",
    });
    const other = client.send(new PublishVersionCommand({ ...of, CodeSha256: "x" }));
    await expect(other).rejects.toMatchObject({
      ...{ name: "InvalidParameterValueException" },
      message: expect.stringContaining("CodeSHA256 (x) is different from current CodeSHA256 in $LATEST"),
    });
  });

  test("are deleted one by one, unless an alias leads there", async () => {
    const remove = (Qualifier: string) => client.send(new DeleteFunctionCommand({ ...of, Qualifier }));
    await remove("2");
    await expect(remove("1")).rejects.toMatchObject({ name: "ResourceConflictException" });
    await expect(remove("2")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    expect(await invoke(of)).toEqual(["two", "$LATEST", "$LATEST"]);
  });

  test("have no settings of the whole function", async () => {
    for (const FunctionName of ["f:1", "f:live"]) {
      const reserving = new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 });
      await expect(client.send(reserving)).rejects.toMatchObject({
        ...{ name: "InvalidParameterValueException" },
        message: expect.stringContaining("permitted on Lambda functions only"),
      });
    }
  });
});

describe("aliases", () => {
  const live = { ...of, Name: "live" };
  const described = { AliasArn: `${ARN}:live`, Name: "live", FunctionVersion: "1", Description: "" };

  test("are described, changed in part, listed and deleted", async () => {
    expect(await client.send(new GetAliasCommand(live))).toMatchObject(described);
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } };
    const shared = new UpdateAliasCommand({ ...live, Description: "shared", RoutingConfig });
    expect(await client.send(shared)).toMatchObject({ ...described, Description: "shared", RoutingConfig });
    const moved = new UpdateAliasCommand({ ...live, FunctionVersion: "2", RoutingConfig: {} });
    const after = await client.send(moved);
    expect(after).toMatchObject({ FunctionVersion: "2", Description: "shared" });
    expect(after.RoutingConfig).toBeUndefined();

    await client.send(new CreateAliasCommand({ ...of, Name: "dev", FunctionVersion: "$LATEST" }));
    const names = async (FunctionVersion?: string) =>
      (await client.send(new ListAliasesCommand({ ...of, FunctionVersion }))).Aliases?.map(
        ({ Name }) => Name,
      );
    expect([await names(), await names("2")]).toEqual([["dev", "live"], ["live"]]);
    await client.send(new DeleteAliasCommand(live));
    await client.send(new DeleteAliasCommand(live));
    await expect(client.send(new GetAliasCommand(live))).rejects.toMatchObject({
      ...{ name: "ResourceNotFoundException", message: `Cannot find alias arn: ${ARN}:live` },
    });
  });

  test.each<[object, string]>([
    [{ Name: "live" }, "ResourceConflictException"],
    [{ Name: "7" }, "ValidationException"],
    [{ FunctionVersion: "7" }, "ResourceNotFoundException"],
    [{ FunctionVersion: "live" }, "ValidationException"],
    [{ FunctionName: "g" }, "ResourceNotFoundException"],
  ])("with %j are refused by name", async (difference, name) => {
    const command = new CreateAliasCommand({ ...of, Name: "other", FunctionVersion: "2", ...difference });
    await expect(client.send(command)).rejects.toMatchObject({ name });
  });
});

test("a permission is added to, read of and removed from what is named alone", async () => {
  const live = { ...of, Qualifier: "live" };
  const permission = {
    ...{ ...live, StatementId: "gateway", Action: "lambda:InvokeFunction" },
    ...{ Principal: "apigateway.amazonaws.com", SourceArn: "arn:aws:execute-api:us-east-1:000000000000:a/*" },
  };
  const { Statement = "" } = await client.send(new AddPermissionCommand(permission));
  expect(JSON.parse(Statement)).toMatchObject({ Sid: "gateway", Resource: `${ARN}:live` });
  const { Policy = "" } = await client.send(new GetPolicyCommand({ FunctionName: "f:live" }));
  expect(JSON.parse(Policy).Statement).toEqual([JSON.parse(Statement)]);
  const gone = { name: "ResourceNotFoundException" };
  await expect(client.send(new GetPolicyCommand(of))).rejects.toMatchObject(gone);
  const removing = new RemovePermissionCommand({ ...of, StatementId: "gateway" });
  await expect(client.send(removing)).rejects.toMatchObject(gone);
  await client.send(new RemovePermissionCommand({ ...live, StatementId: "gateway" }));
  await expect(client.send(new GetPolicyCommand(live))).rejects.toMatchObject(gone);
  const latest = new AddPermissionCommand({ ...permission, Qualifier: "$LATEST" });
  await expect(client.send(latest)).rejects.toMatchObject({ name: "InvalidParameterValueException" });
});

test("a role publishes and leads what it was granted to, of the function", async () => {
  const grant = { Effect: "Allow", Action: ["lambda:PublishVersion", "lambda:UpdateAlias"], Resource: ARN };
  const caller = endpoint.roleClient(grant);
  await caller.send(new PublishVersionCommand(of));
  await caller.send(new UpdateAliasCommand({ ...of, Name: "live", FunctionVersion: "2" }));
  const refused = [
    () => caller.send(new CreateAliasCommand({ ...of, Name: "x", FunctionVersion: "2" })),
    () => caller.send(new DeleteAliasCommand({ ...of, Name: "live" })),
    () => caller.send(new ListAliasesCommand(of)),
    () => caller.send(new ListVersionsByFunctionCommand(of)),
    () => caller.send(new DeleteFunctionCommand({ ...of, Qualifier: "1" })),
  ];
  for (const call of refused) await expect(call()).rejects.toMatchObject({ name: "AccessDeniedException" });
});
