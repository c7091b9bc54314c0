import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import rpc from "@pulumi/pulumi/proto/status_pb.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Archive, Asset, unknown } from "../../engine/values.ts";
import { decode } from "../../engine/wire.ts";
import { startTestProvider } from "../testing.ts";
import { serveProvider } from "./provider-server.ts";
import { EngineSide } from "./testing.ts";

const table = { type: "aws:dynamodb/table:Table", name: "messages" };
const group = { type: "aws:cloudwatch/logGroup:LogGroup", name: "log" };
const object = { type: "aws:s3/bucketObjectv2:BucketObjectv2", name: "index.html" };
const tableArgs = {
  ...{ hashKey: "pk", billingMode: "PAY_PER_REQUEST" },
  attributes: [{ name: "pk", type: "S" }],
};

let run: Awaited<ReturnType<typeof startTestProvider>>;
let server: Awaited<ReturnType<typeof serveProvider>>;
let engine: EngineSide;
const directory = mkdtempSync(join(tmpdir(), "provider-test-"));

beforeAll(async () => {
  run = await startTestProvider("grpc");
  server = await serveProvider(run.provider);
  engine = new EngineSide(server.port, directory);
  await engine.open();
});

afterAll(async () => {
  engine.close();
  server.stop();
  await run.cloud.stop();
  rmSync(directory, { recursive: true });
});

test("an engine is told that previews are supported, and secrets are to be kept from the provider", async () => {
  const answer = await engine.open();
  expect([answer.getSupportspreview(), answer.getAcceptsecrets(), answer.getAcceptresources()]).toEqual([
    ...[true, false, false],
  ]);
});

test("everything that is wrong with a resource arrives together, each on its path", async () => {
  const { failures } = await engine.check(table, {
    ...tableArgs,
    billingMode: "PROVISIONED",
    ttl: { enabled: true },
    colour: "green",
  });
  expect(failures.map(({ property }) => property)).toEqual(["colour", "readCapacity", "ttl"]);
});

test("what a preview cannot know is unknown in what it creates, the rest is known", async () => {
  const { inputs } = await engine.check(table, { ...tableArgs, tags: { owner: unknown } });
  const { id, outputs } = await engine.create(table, inputs, { preview: true });
  expect(id).toBe("");
  expect(outputs).toMatchObject({ hashKey: "pk", arn: unknown, tags: { owner: unknown } });
  await expect(run.cloud.dynamodb.describeTable(String(inputs.name))).rejects.toThrow("not found");
});

test("a table lives through all that Pulumi does with it", async () => {
  const { inputs } = await engine.check(table, tableArgs);
  const made = await engine.create(table, inputs);
  expect(await engine.read(table, made.id)).toEqual({ id: made.id, inputs });

  const { inputs: news } = await engine.check(table, { ...tableArgs, tags: { a: "1" } }, inputs);
  expect(news.name).toBe(inputs.name);
  const outputs = await engine.update(table, made.id, { inputs, outputs: made.outputs }, news);
  expect(outputs).toMatchObject({ arn: made.outputs.arn, tagsAll: { a: "1" } });

  await engine.delete(table, made.id, outputs);
  expect(await engine.read(table, made.id)).toEqual({ id: "", inputs: {} });
});

describe("a diff", () => {
  const detailsOf = (diff: proto.DiffResponse) => {
    const kinds = Object.entries(proto.PropertyDiff.Kind);
    const nameOf = (kind?: number) => kinds.find(([, value]) => value === kind)?.[0];
    return Object.fromEntries(
      diff
        .getDetaileddiffMap()
        .toArray()
        .map(([path]) => [path, nameOf(diff.getDetaileddiffMap().get(path)?.getKind())]),
    );
  };

  test("names what changes down to the last property, and what of it needs a replacement", async () => {
    const diff = await engine.diff(
      table,
      { hashKey: "pk", attributes: [{ name: "pk", type: "S" }], tags: { "a.b": "1", gone: "1" } },
      {
        hashKey: "id",
        attributes: [
          { name: "id", type: "S" },
          { name: "at", type: "N" },
        ],
        tags: { "a.b": "2" },
        ttl: { enabled: false },
      },
    );
    expect(detailsOf(diff)).toEqual({
      hashKey: "UPDATE_REPLACE",
      "attributes[0].name": "UPDATE",
      "attributes[1]": "ADD",
      'tags["a.b"]': "UPDATE",
      "tags.gone": "DELETE",
      ttl: "ADD",
    });
    expect(diff.getReplacesList()).toEqual(["hashKey"]);
    expect(diff.getChanges()).toBe(proto.DiffResponse.DiffChanges.DIFF_SOME);
  });

  test("of the same inputs is none", async () => {
    const diff = await engine.diff(table, tableArgs, tableArgs);
    expect(diff.getChanges()).toBe(proto.DiffResponse.DiffChanges.DIFF_NONE);
    expect(detailsOf(diff)).toEqual({});
  });

  test("sees by the hash that a file has another content, though the old one is not told", async () => {
    const source = (hash: string, text = "") => ({ source: new Asset("text", text, hash) });
    expect(detailsOf(await engine.diff(object, source("1"), source("1", "hello")))).toEqual({});
    expect(detailsOf(await engine.diff(object, source("1"), source("2", "hello")))).toEqual({
      source: "UPDATE",
    });
  });
});

test("files are found from the program's folder on, and come back with their hashes", async () => {
  writeFileSync(join(directory, "index.html"), "hello");
  const bucket = await run.create("aws:s3/bucket:Bucket", "site", {});
  const source = new Asset("file", "index.html", "of-the-cli");
  const { inputs } = await engine.check(object, { bucket: bucket.id, source });
  expect(inputs.source).toEqual(new Asset("file", join(directory, "index.html"), "of-the-cli"));
  await engine.create(object, inputs);
  expect(run.cloud.s3.headObject(bucket.id, "index.html")?.body.toString()).toBe("hello");

  const code = new Archive("assets", { "index.mjs": new Asset("text", "export {}", "1") }, "2");
  const lambda = { type: "aws:lambda/function:Function", name: "send" };
  expect((await engine.check(lambda, { code })).inputs.code).toEqual(code);
});

test("an instance has a region of its own", async () => {
  const elsewhere = new EngineSide(server.port);
  await elsewhere.open({ region: "eu-west-1" });
  const { failures } = await elsewhere.check(group, {});
  expect(failures).toEqual([{ property: "region", reason: expect.stringContaining("eu-west-1") }]);
  expect(await elsewhere.invoke("aws:index/getRegion:getRegion")).toMatchObject({ region: "eu-west-1" });
  elsewhere.close();
  expect((await engine.check(group, {})).failures).toEqual([]);
});

test("a setting of the provider that would change what it makes is refused", async () => {
  expect(await engine.checkConfig({ region: "us-east-1", defaultTags: `{"tags":{}}` })).toEqual([
    "defaultTags",
  ]);
});

test("a type and a function that are not known are named", async () => {
  await expect(engine.check({ type: "aws:ec2/vpc:Vpc", name: "net" }, {})).rejects.toThrow(
    'aws:ec2/vpc:Vpc "net": the local cloud does not know this resource type',
  );
  await expect(engine.invoke("aws:ec2/getVpc:getVpc")).rejects.toThrow("does not know this function");
});

test("what is made but not finished is told as Pulumi wants it", async () => {
  const { dynamodb } = run.cloud;
  const updateTimeToLive = dynamodb.updateTimeToLive.bind(dynamodb);
  dynamodb.updateTimeToLive = async () => {
    throw new Error("not today");
  };
  const { inputs } = await engine.check(
    { ...table, name: "half" },
    { ...tableArgs, ttl: { attributeName: "exp", enabled: true } },
  );
  const error: ServiceError = await engine.create({ ...table, name: "half" }, inputs).catch((error) => error);
  dynamodb.updateTimeToLive = updateTimeToLive;

  const [details] = error.metadata.get("grpc-status-details-bin");
  const [detail] = rpc.Status.deserializeBinary(details as Buffer).getDetailsList();
  expect(detail?.getTypeUrl()).toBe("type.googleapis.com/pulumirpc.ErrorResourceInitFailed");
  const failed = proto.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
  expect(failed.getId()).toBe(inputs.name);
  expect(failed.getReasonsList()).toEqual(['creating aws:dynamodb/table:Table "half": not today']);
  expect(decode(failed.getProperties(), directory)).toMatchObject({ hashKey: "pk", ttl: { enabled: false } });
});
