// A bucket as the rules want it.
import * as aws from "@pulumi/aws";
import { tags } from "./tags.ts";

/** What guards a bucket, each to be left out. */
interface Guards {
  block?: Partial<aws.s3.BucketPublicAccessBlockArgs>;
  ownership?: aws.s3.BucketOwnershipControlsArgs["rule"];
  isEncrypted?: boolean;
  policy?: object[];
}

const denyPlain = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "arn:aws:s3:::policy-examples/*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

export function bucket(name: string, guards: Guards = {}) {
  const { ownership = { objectOwnership: "BucketOwnerEnforced" }, isEncrypted = true } = guards;
  const files = new aws.s3.Bucket(name, { tags });
  new aws.s3.BucketPublicAccessBlock(name, {
    bucket: files.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
    ...guards.block,
  });
  new aws.s3.BucketOwnershipControls(name, { bucket: files.id, rule: ownership });
  if (isEncrypted) {
    const rules = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];
    new aws.s3.BucketServerSideEncryptionConfiguration(name, { bucket: files.id, rules });
  }
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: guards.policy ?? [denyPlain] });
  new aws.s3.BucketPolicy(name, { bucket: files.id, policy });
  return files;
}

/** The policy of a bucket that asks for TLS, and these statements. */
export const withTls = (...statements: object[]) => [denyPlain, ...statements];
