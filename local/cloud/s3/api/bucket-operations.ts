// Buckets and their policies, over the wire.
import { AwsError } from "../../errors.ts";
import { fields } from "../../query/xml.ts";
import { empty, repeated } from "../../rest-xml/answers.ts";
import { BUCKET_NAME } from "../bucket-name.ts";
import { xml } from "./answers.ts";
import type { S3Request } from "./s3-request.ts";

/** Buckets in it have no location constraint. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const FIRST_REGION = "us-east-1";

export function listBuckets(call: S3Request) {
  call.authorizeAccount("s3:ListAllMyBuckets");
  const buckets = call.s3
    .listBuckets()
    .map(({ name, creationDate }) => ({ Name: name, CreationDate: creationDate }));
  const owner = fields({ Owner: { ID: call.context.accountId } });
  return xml("ListAllMyBucketsResult", `${owner}<Buckets>${repeated("Bucket", buckets)}</Buckets>`);
}

export function createBucket(call: S3Request) {
  const { bucket } = call;
  call.authorizeNewBucket("s3:CreateBucket");
  if (!BUCKET_NAME.test(bucket)) {
    throw new AwsError("InvalidBucketName", `The specified bucket is not valid: ${bucket}`);
  }
  call.s3.createBucket({ bucket });
  return empty(200, { location: `/${bucket}` });
}

export function deleteBucket(call: S3Request) {
  call.authorizeBucket("s3:DeleteBucket");
  call.s3.deleteBucket(call.bucket);
  return empty(204);
}

export function headBucket(call: S3Request) {
  call.authorizeBucket("s3:ListBucket");
  return empty(200, { "x-amz-bucket-region": call.context.region });
}

export function getBucketLocation(call: S3Request) {
  call.authorizeBucket("s3:GetBucketLocation");
  const { region } = call.context;
  return xml("LocationConstraint", region === FIRST_REGION ? "" : region);
}

export function getBucketTagging(call: S3Request) {
  call.authorizeBucket("s3:GetBucketTagging");
  const tags = Object.entries(call.s3.getTags(call.bucket)).map(([Key, Value]) => ({ Key, Value }));
  if (tags.length === 0) throw new AwsError("NoSuchTagSet", "The TagSet does not exist", 404);
  return xml("Tagging", `<TagSet>${repeated("Tag", tags)}</TagSet>`);
}

export function getBucketPolicy(call: S3Request) {
  call.authorizeBucketPolicy("s3:GetBucketPolicy");
  const document = call.s3.getBucketPolicy(call.bucket);
  if (document === undefined) {
    throw new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", 404);
  }
  return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(document) };
}

export function putBucketPolicy(call: S3Request) {
  call.authorizeBucketPolicy("s3:PutBucketPolicy");
  call.s3.putBucketPolicy(call.bucket, call.body.toString());
  return empty(204);
}

export function deleteBucketPolicy(call: S3Request) {
  call.authorizeBucketPolicy("s3:DeleteBucketPolicy");
  call.s3.deleteBucketPolicy(call.bucket);
  return empty(204);
}
