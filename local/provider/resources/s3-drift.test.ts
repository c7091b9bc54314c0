// What somebody changes in a bucket by AWS's own client is what the provider reads next, and an update puts right.
import { DeleteObjectCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { policyOf } from "../../cloud/front-door/testing.ts";
import { type Made, startTestProvider, subject } from "../testing.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const Bucket = "site";

const reads = (Service: string) =>
  policyOf({
    ...{ Effect: "Allow", Principal: { Service }, Action: "s3:GetObject" },
    Resource: `arn:aws:s3:::${Bucket}/*`,
  });

let run: Awaited<ReturnType<typeof startTestProvider>>;
let s3: S3Client;
beforeEach(async () => {
  run = await startTestProvider("s3-drift");
  s3 = new S3Client({ ...run.client(), forcePathStyle: true });
  await run.create(BUCKET, "one", { bucket: Bucket });
});
afterEach(() => run.cloud.stop());

const read = async (type: string, made: Made) => run.provider.read({ ...subject(type, "one"), ...made });

test("an object's content and headers, and that it is gone", async () => {
  const Key = "index.html";
  const object = await run.create(OBJECT, "one", { bucket: Bucket, key: Key, content: "<p>" });
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "<b>", CacheControl: "no-store" }));
  const found = (await read(OBJECT, object)) ?? expect.fail("the object is gone");
  expect(found.inputs).toMatchObject({ cacheControl: "no-store" });
  expect(found.outputs.etag).not.toBe(object.outputs.etag);
  await run.update(OBJECT, "one", found, object.inputs);
  expect((await read(OBJECT, object))?.outputs.etag).toBe(object.outputs.etag);
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  expect(await read(OBJECT, object)).toBeUndefined();
});

test("a bucket's policy", async () => {
  const own = reads("cloudfront.amazonaws.com");
  const policy = await run.create(POLICY, "one", { bucket: Bucket, policy: own });
  const Policy = reads("logging.s3.amazonaws.com");
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  const found = (await read(POLICY, policy)) ?? expect.fail("the policy is gone");
  expect(found.inputs).toMatchObject({ policy: Policy });
  await run.update(POLICY, "one", found, policy.inputs);
  expect(run.cloud.s3.getBucketPolicy(Bucket)).toBe(own);
});
