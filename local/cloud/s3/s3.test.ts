import { beforeEach, expect, test } from "vitest";
import { createTestContext } from "../testing.ts";
import { S3 } from "./s3.ts";

const distribution = "arn:aws:cloudfront::000000000000:distribution/E1";
const cloudfront = { service: "cloudfront.amazonaws.com", sourceArn: distribution, secureTransport: true };
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (condition?: object) => ({
  Effect: "Allow",
  Principal: { Service: "cloudfront.amazonaws.com" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::site/*",
  ...(condition && { Condition: condition }),
});

let s3: S3;
beforeEach(async () => {
  s3 = new S3(await createTestContext());
  s3.createBucket({ bucket: "site" });
  s3.putObject("site", "index.html", { body: Buffer.from("<p>"), contentType: "text/html" });
});

test("a bucket without a policy is read by nobody", () => {
  expect(() => s3.getObject("site", "index.html", cloudfront)).toThrow("Access Denied");
});

test("a policy lets the distribution it names read, and no other", () => {
  s3.putBucketPolicy("site", policy(allow({ StringEquals: { "AWS:SourceArn": distribution } })));
  expect(s3.getObject("site", "index.html", cloudfront).contentType).toBe("text/html");
  expect(() => s3.getObject("site", "index.html", { ...cloudfront, sourceArn: `${distribution}X` })).toThrow(
    "Access Denied",
  );
  expect(() => s3.getObject("site", "index.html", { secureTransport: true })).toThrow("Access Denied");
});

test("a deny wins over an allow", () => {
  const deny = { ...allow({ Bool: { "aws:SecureTransport": "false" } }), Effect: "Deny", Principal: "*" };
  s3.putBucketPolicy("site", policy(allow(), deny));
  expect(s3.getObject("site", "index.html", cloudfront).body.toString()).toBe("<p>");
  expect(() => s3.getObject("site", "index.html", { ...cloudfront, secureTransport: false })).toThrow(
    "Access Denied",
  );
});

test("a condition that cannot be decided is an error that names it, not an allow", () => {
  s3.putBucketPolicy("site", policy(allow({ NumericLessThan: { "AWS:SourceArn": "1" } })));
  expect(() => s3.getObject("site", "index.html", cloudfront)).toThrow("NumericLessThan");
});

test("a policy that is no JSON, or lacks a part, is refused", () => {
  expect(() => s3.putBucketPolicy("site", "{")).toThrow("cannot be read");
  expect(() => s3.putBucketPolicy("site", policy({ Effect: "Allow" }))).toThrow("no Principal");
});

test("that a key is not there is told only to who may list the bucket", () => {
  s3.putBucketPolicy("site", policy(allow()));
  expect(() => s3.getObject("site", "gone.js", cloudfront)).toThrow("Access Denied");
  s3.putBucketPolicy("site", policy({ ...allow(), Action: "s3:ListBucket", Resource: "arn:aws:s3:::site" }));
  expect(() => s3.getObject("site", "gone.js", cloudfront)).toThrow("does not exist");
});

test("a bucket that holds objects is deleted only by force", () => {
  expect(() => s3.deleteBucket("site")).toThrow("not empty");
  s3.deleteBucket("site", { force: true });
  expect(s3.hasBucket("site")).toBe(false);
});
