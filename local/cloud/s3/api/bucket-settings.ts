// The settings of buckets, read over the wire.
import { AwsError } from "../../errors.ts";
import { fields } from "../../query/xml.ts";
import { repeated } from "../../rest-xml/answers.ts";
import type { BucketSettings } from "../bucket-settings.ts";
import { xml } from "./answers.ts";
import type { S3Request } from "./s3-request.ts";

/** What S3 does when nobody told it how to encrypt. https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html */
const DEFAULT_ENCRYPTION: BucketSettings["encryption"] = {
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
};

export function getPublicAccessBlock(call: S3Request) {
  call.authorizeBucket("s3:GetBucketPublicAccessBlock");
  const block = call.s3.getSettings(call.bucket).publicAccessBlock;
  if (!block) {
    throw new AwsError(
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found",
      404,
    );
  }
  return xml(
    "PublicAccessBlockConfiguration",
    fields({
      BlockPublicAcls: block.blockPublicAcls,
      IgnorePublicAcls: block.ignorePublicAcls,
      BlockPublicPolicy: block.blockPublicPolicy,
      RestrictPublicBuckets: block.restrictPublicBuckets,
    }),
  );
}

export function getOwnershipControls(call: S3Request) {
  call.authorizeBucket("s3:GetBucketOwnershipControls");
  const controls = call.s3.getSettings(call.bucket).ownershipControls;
  if (!controls) {
    throw new AwsError("OwnershipControlsNotFoundError", "The bucket ownership controls were not found", 404);
  }
  return xml("OwnershipControls", fields({ Rule: { ObjectOwnership: controls.rule.objectOwnership } }));
}

export function getBucketEncryption(call: S3Request) {
  call.authorizeBucket("s3:GetEncryptionConfiguration");
  const { encryption = DEFAULT_ENCRYPTION } = call.s3.getSettings(call.bucket);
  const rules = encryption.rules.map(
    ({ applyServerSideEncryptionByDefault: by, bucketKeyEnabled = false }) => ({
      ApplyServerSideEncryptionByDefault: by && {
        SSEAlgorithm: by.sseAlgorithm,
        KMSMasterKeyID: by.kmsMasterKeyId,
      },
      BucketKeyEnabled: bucketKeyEnabled,
    }),
  );
  return xml("ServerSideEncryptionConfiguration", repeated("Rule", rules));
}

export function getBucketVersioning(call: S3Request) {
  call.authorizeBucket("s3:GetBucketVersioning");
  const status = call.s3.getSettings(call.bucket).versioning?.versioningConfiguration.status;
  // A bucket whose versioning was never enabled has no status.
  return xml("VersioningConfiguration", fields({ Status: status === "Disabled" ? undefined : status }));
}
