import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
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
