import { lookup } from "node:dns";
import { Agent } from "node:http";
import { Readable } from "node:stream";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { policyOf, startFrontDoor, type TestDoor } from "../../front-door/testing.ts";
import { createTestContext } from "../../testing.ts";
import type { Credentials } from "../../iam/iam.ts";
import { S3 } from "../s3.ts";
import { s3Service } from "./s3-service.ts";

const Bucket = "site";
let s3: S3;
let door: TestDoor;
const client = (credentials?: Credentials) =>
  new S3Client({ ...door.client(credentials), forcePathStyle: true });

beforeEach(async () => {
  const context = await createTestContext();
  s3 = new S3(context);
  s3.createBucket({ bucket: Bucket, tags: {} });
  door = await startFrontDoor(() => ({ s3: s3Service(context, s3) }), context);
});
afterEach(() => door.dispose());

test("what is put is read with its type, encoding and metadata", async () => {
  const object = { ContentType: "text/html", CacheControl: "no-cache", Metadata: { build: "7" } };
  await client().send(new PutObjectCommand({ Bucket, Key: "a b/ü+.html", Body: "<p>", ...object }));
  const found = await client().send(new GetObjectCommand({ Bucket, Key: "a b/ü+.html" }));
  expect(found).toMatchObject({ ...object, ContentLength: 3 });
  expect(await found.Body?.transformToString()).toBe("<p>");
  const { Buckets } = await client().send(new ListBucketsCommand());
  expect(Buckets).toMatchObject([{ Name: Bucket, CreationDate: expect.any(Date) }]);
});

test("a stream comes in chunks with its checksum behind it, and is kept without them", async () => {
  const Body = Readable.from([Buffer.from("one "), Buffer.from("two")]);
  await client().send(new PutObjectCommand({ Bucket, Key: "stream", Body, ContentLength: 7 }));
  expect(s3.headObject(Bucket, "stream")).toMatchObject({ body: Buffer.from("one two") });
  expect(s3.headObject(Bucket, "stream")).not.toHaveProperty("contentEncoding", "aws-chunked");
});

test("a body that is not what its checksum says is refused, and not kept", async () => {
  const wrong = { Bucket, Key: "torn", Body: "<p>", ChecksumCRC32: "AAAAAA==" };
  await expect(client().send(new PutObjectCommand(wrong))).rejects.toMatchObject({ name: "BadDigest" });
  expect(s3.headObject(Bucket, "torn")).toBeUndefined();
});

test("a part is read by its range, and nothing when it has not changed", async () => {
  const { etag } = s3.putObject(Bucket, "digits", { body: Buffer.from("0123456789") });
  const read = (more: object) => client().send(new GetObjectCommand({ Bucket, Key: "digits", ...more }));
  const part = await read({ Range: "bytes=-3" });
  expect(part).toMatchObject({ ContentRange: "bytes 7-9/10", $metadata: { httpStatusCode: 206 } });
  expect(await part.Body?.transformToString()).toBe("789");
  await expect(read({ Range: "bytes=10-" })).rejects.toMatchObject({ name: "InvalidRange" });
  await expect(read({ IfNoneMatch: etag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  await expect(read({ IfMatch: '"other"' })).rejects.toMatchObject({ name: "PreconditionFailed" });
});

test("keys are listed in pages, with what they share up to a delimiter once", async () => {
  for (const key of ["a/1", "a/2", "b", "c/1", "d"]) s3.putObject(Bucket, key, { body: Buffer.alloc(1) });
  const list = (more: object) =>
    client().send(new ListObjectsV2Command({ Bucket, Delimiter: "/", MaxKeys: 2, ...more }));
  const first = await list({});
  expect(first).toMatchObject({ CommonPrefixes: [{ Prefix: "a/" }], Contents: [{ Key: "b", Size: 1 }] });
  const second = await list({ ContinuationToken: first.NextContinuationToken });
  expect(second).toMatchObject({ CommonPrefixes: [{ Prefix: "c/" }], Contents: [{ Key: "d" }] });
  expect(second.IsTruncated).toBe(false);
  expect((await list({ Prefix: "a/" })).Contents).toMatchObject([{ Key: "a/1" }, { Key: "a/2" }]);
});

test("a role reads what its own policies or the bucket's let it, and no more", async () => {
  s3.putObject(Bucket, "index.html", { body: Buffer.from("<p>") });
  const on = { Effect: "Allow", Resource: `arn:aws:s3:::${Bucket}/*` };
  const role = door.roleWith({ ...on, Action: "s3:GetObject" });
  const read = (Key: string) => client(role).send(new GetObjectCommand({ Bucket, Key }));
  const remove = () => client(role).send(new DeleteObjectCommand({ Bucket, Key: "index.html" }));
  expect((await read("index.html")).ContentLength).toBe(3);
  await expect(read("gone")).rejects.toMatchObject({ name: "AccessDenied" });
  await expect(remove()).rejects.toMatchObject({ name: "AccessDenied" });
  const allowed = policyOf(
    { ...on, Principal: { AWS: "*" }, Action: "s3:DeleteObject" },
    { ...on, Principal: { AWS: "*" }, Action: "s3:ListBucket", Resource: `arn:aws:s3:::${Bucket}` },
  );
  await client().send(new PutBucketPolicyCommand({ Bucket, Policy: allowed }));
  await expect(read("gone")).rejects.toMatchObject({ name: "NoSuchKey" });
  await remove();
  expect(s3.headObject(Bucket, "index.html")).toBeUndefined();
});

test("what is not there is named", async () => {
  await expect(client().send(new HeadObjectCommand({ Bucket, Key: "gone" }))).rejects.toMatchObject({
    name: "NotFound",
  });
  await expect(client().send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
    name: "NoSuchBucketPolicy",
  });
  await expect(client().send(new ListObjectsV2Command({ Bucket: "none" }))).rejects.toMatchObject({
    name: "NoSuchBucket",
  });
});

test("a bucket is named by the host as well as by the path", async () => {
  // Not every resolver knows names under localhost.
  const toLoopback: typeof lookup = Object.assign(
    (_name: string, ...rest: [object, () => void]) => lookup("localhost", ...rest),
    lookup,
  );
  const virtual = new S3Client({
    ...door.client(),
    requestHandler: { httpAgent: new Agent({ lookup: toLoopback }) },
  });
  await virtual.send(new PutObjectCommand({ Bucket, Key: "a/b c.txt", Body: "virtual" }));
  expect(s3.listObjects(Bucket)).toEqual(["a/b c.txt"]);
  const { Body } = await virtual.send(new GetObjectCommand({ Bucket, Key: "a/b c.txt" }));
  expect(await Body?.transformToString()).toBe("virtual");
  expect(await virtual.send(new ListObjectsV2Command({ Bucket }))).toMatchObject({
    Name: Bucket,
    KeyCount: 1,
  });
});

const everybody = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: `arn:aws:s3:::${Bucket}/*`,
};

test("who does not sign reads what the bucket's policy lets everybody read, where that is not blocked", async () => {
  s3.putObject(Bucket, "index.html", { body: Buffer.from("<p>"), contentType: "text/html" });
  const read = (init?: RequestInit) => fetch(`${door.client().endpoint}/${Bucket}/index.html`, init);
  const refused = await read();
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.stringMatching(/<Error><Code>AccessDenied<\/Code><Message>Access Denied<\/Message>/),
  ]);
  s3.putBucketPolicy(Bucket, policyOf(everybody));
  expect((await read()).status).toBe(403);
  s3.deleteSetting(Bucket, "publicAccessBlock");
  expect(await (await read()).text()).toBe("<p>");
  expect((await read({ method: "HEAD" })).headers.get("content-type")).toBe("text/html");
  expect((await read({ method: "DELETE" })).status).toBe(403);
  expect(s3.listObjects(Bucket)).toEqual(["index.html"]);
});

test("a bucket's policy denies the root as well, which may still change the policy", async () => {
  s3.putObject(Bucket, "index.html", { body: Buffer.from("<p>") });
  s3.putBucketPolicy(Bucket, policyOf({ ...everybody, Effect: "Deny", Action: "s3:*", Resource: "*" }));
  const read = () => client().send(new GetObjectCommand({ Bucket, Key: "index.html" }));
  await expect(read()).rejects.toMatchObject({ name: "AccessDenied" });
  await client().send(new PutBucketPolicyCommand({ Bucket, Policy: policyOf(everybody) }));
  expect((await read()).ContentLength).toBe(3);
});

test("many keys are deleted in one call, but for those that the caller may not delete", async () => {
  for (const key of ["a&b", "c", "keep/d"]) s3.putObject(Bucket, key, { body: Buffer.alloc(1) });
  const on = (key: string) => ({ Action: "s3:DeleteObject", Resource: `arn:aws:s3:::${Bucket}/${key}` });
  const role = door.roleWith({ Effect: "Allow", ...on("*") }, { Effect: "Deny", ...on("keep/*") });
  const Objects = s3.listObjects(Bucket).map((Key) => ({ Key }));
  const done = await client(role).send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(done.Deleted).toEqual([{ Key: "a&b" }, { Key: "c" }]);
  expect(done.Errors).toMatchObject([{ Key: "keep/d", Code: "AccessDenied" }]);
  expect(s3.listObjects(Bucket)).toEqual(["keep/d"]);
});

test("a new bucket is private, its owner's alone and encrypted, and other settings are read as they are put", async () => {
  const made = { Bucket: "made" };
  await client().send(new CreateBucketCommand(made));
  const read = async () => ({
    ...(await client().send(new GetPublicAccessBlockCommand(made))),
    ...(await client().send(new GetBucketOwnershipControlsCommand(made))),
    ...(await client().send(new GetBucketEncryptionCommand(made))),
    ...(await client().send(new GetBucketVersioningCommand(made))),
  });
  const sse = (SSEAlgorithm: string) => ({
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm }, BucketKeyEnabled: false }],
  });
  const first = await read();
  expect(first).toMatchObject({
    PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    ServerSideEncryptionConfiguration: sse("AES256"),
  });
  expect(first.Status).toBeUndefined();
  s3.putSetting("made", "versioning", { versioningConfiguration: { status: "Enabled" } });
  s3.putSetting("made", "encryption", {
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
  });
  expect(await read()).toMatchObject({
    Status: "Enabled",
    ServerSideEncryptionConfiguration: sse("aws:kms"),
  });
  s3.deleteSetting("made", "publicAccessBlock");
  await expect(read()).rejects.toMatchObject({ name: "NoSuchPublicAccessBlockConfiguration" });
  await client().send(new DeleteBucketCommand(made));
  expect(s3.hasBucket("made")).toBe(false);
});
