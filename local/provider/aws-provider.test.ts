import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unknown } from "../engine/values.ts";
import { startTestProvider, subject } from "./testing.ts";

const ROLE = "aws:iam/role:Role";
const API = "aws:apigatewayv2/api:Api";

const assumeRolePolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

let run: Awaited<ReturnType<typeof startTestProvider>>;

beforeAll(async () => {
  run = await startTestProvider("provider");
});

afterAll(() => run.cloud.stop());

describe("a resource", () => {
  test("is made, read, changed and deleted in its service", async () => {
    const made = await run.create(ROLE, "send", { assumeRolePolicy });
    const name = String(made.outputs.name);
    expect(made).toMatchObject({
      id: name,
      outputs: { arn: `arn:aws:iam::000000000000:role/${name}`, tagsAll: {}, path: "/" },
    });
    expect(await run.provider.read({ ...subject(ROLE, "send"), id: name })).toMatchObject({
      inputs: made.inputs,
      outputs: made.outputs,
    });

    const changed = await run.update(ROLE, "send", made, { assumeRolePolicy, tags: { team: "chat" } });
    expect(changed.outputs).toEqual({ ...made.outputs, tags: { team: "chat" }, tagsAll: { team: "chat" } });
    expect(run.cloud.iam.getRole(name).tags).toEqual({ team: "chat" });

    await run.remove(ROLE, "send", changed);
    expect(await run.provider.read({ ...subject(ROLE, "send"), id: name })).toBeUndefined();
    expect(() => run.cloud.iam.getRole(name)).toThrow("cannot be found");
  });

  test("that takes the place of another gets a name of its own, and the first name is free again later", async () => {
    const first = await run.create(ROLE, "replaced", { assumeRolePolicy });
    const second = await run.create(ROLE, "replaced", { assumeRolePolicy, path: "/x/" });
    expect(second.outputs.name).not.toBe(first.outputs.name);
    await run.remove(ROLE, "replaced", first);
    const third = await run.create(ROLE, "replaced", { assumeRolePolicy });
    expect(third.outputs.name).toBe(first.outputs.name);
  });

  test("that its service refuses is named together with the service's words", async () => {
    const inputs = { role: "nobody", name: "p", policy: `{"Version":"2012-10-17","Statement":[]}` };
    const request = { ...subject("aws:iam/rolePolicy:RolePolicy", "table"), inputs, preview: false };
    await expect(run.provider.create(request)).rejects.toThrow(
      'creating aws:iam/rolePolicy:RolePolicy "table": NoSuchEntity: The role with name nobody cannot be found.',
    );
  });

  test("of a type the local cloud does not know is named together with its type", async () => {
    const request = { ...subject("aws:ec2/vpc:Vpc", "net"), news: {}, preview: false };
    await expect(run.provider.check(request)).rejects.toThrow(
      'aws:ec2/vpc:Vpc "net": the local cloud does not know this resource type',
    );
  });
});

describe("a preview", () => {
  test("of a new resource knows its arguments and nothing that AWS decides", async () => {
    const request = { ...subject(API, "chat"), preview: true };
    const news = { protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" };
    const { inputs } = await run.provider.check({ ...request, news });
    const { id, outputs } = await run.provider.create({ ...request, inputs });
    expect(id).toBe("");
    expect(outputs).toEqual({
      ...inputs,
      ...{ apiEndpoint: unknown, arn: unknown, executionArn: unknown, tagsAll: {} },
    });
    expect(await run.provider.create({ ...request, inputs })).toEqual({ id, outputs });
  });

  test("of a change keeps what lasts and does not know what the change decides", async () => {
    const policy = { securityHeadersConfig: { contentTypeOptions: { override: true } } };
    const type = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
    const made = await run.create(type, "headers", policy);
    const places = { id: made.id, oldInputs: made.inputs, oldOutputs: made.outputs };
    const request = { ...subject(type, "headers"), ...places, inputs: { name: "x" }, preview: true };
    expect(await run.provider.update(request)).toEqual({
      outputs: { name: "x", arn: made.outputs.arn, etag: unknown },
    });
  });
});

describe("the region", () => {
  test("is filled in where a type has one", async () => {
    const news = { name: "/chat" };
    const request = { ...subject("aws:cloudwatch/logGroup:LogGroup", "log"), news, preview: false };
    expect((await run.provider.check(request)).inputs.region).toBe("us-east-1");
    const role = { ...subject(ROLE, "send"), news: { assumeRolePolicy }, preview: false };
    expect((await run.provider.check(role)).inputs).not.toHaveProperty("region");
  });

  test("is refused where it is another one, given by the resource or by its provider", async () => {
    const request = { ...subject("aws:cloudwatch/logGroup:LogGroup", "log"), preview: false };
    const failures = [
      { property: "region", reason: expect.stringContaining('"eu-west-1" is not the region') },
    ];
    expect(await run.provider.check({ ...request, news: { region: "eu-west-1" } })).toMatchObject({
      failures,
    });
    expect(await run.provider.check({ ...request, region: "eu-west-1", news: {} })).toMatchObject({
      failures,
    });
  });
});

describe("a function", () => {
  test("answers who and where", async () => {
    const ask = (name: string) => run.provider.invoke({ token: `aws:index/${name}:${name}`, args: {} });
    expect(await ask("getCallerIdentity")).toMatchObject({ accountId: "000000000000" });
    expect(await ask("getRegion")).toMatchObject({ region: "us-east-1", name: "us-east-1" });
    expect(await ask("getPartition")).toMatchObject({ partition: "aws", dnsSuffix: "amazonaws.com" });
  });

  test("that the local cloud does not know is named", async () => {
    const token = "aws:ec2/getAmi:getAmi";
    await expect(run.provider.invoke({ token, args: {} })).rejects.toThrow(
      `${token}: the local cloud does not know`,
    );
  });
});
