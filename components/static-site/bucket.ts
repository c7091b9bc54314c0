// The private bucket that holds the site, and who may read it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../policy-document.ts";
import { transform } from "../transform.ts";
import type { Scope } from "./scope.ts";

/** A bucket that nobody reads without a policy that says so. */
export function createBucket({ name, args, parent }: Scope) {
  const overrides = args.transform ?? {};
  const bucket = new aws.s3.Bucket(
    // Whatever is in it comes from a build and can be built again.
    ...transform(overrides.bucket, name, { forceDestroy: true, tags: args.tags }, { parent }),
  );
  new aws.s3.BucketPublicAccessBlock(
    ...transform(
      overrides.publicAccessBlock,
      name,
      {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent },
    ),
  );
  new aws.s3.BucketOwnershipControls(
    ...transform(
      overrides.ownershipControls,
      name,
      { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent },
    ),
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    ...transform(
      overrides.encryption,
      name,
      { bucket: bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      { parent },
    ),
  );
  return bucket;
}

/** Lets this distribution read, and no other; lets nobody in without TLS. */
export function createBucketPolicy(
  { name, args, parent }: Scope,
  bucket: aws.s3.Bucket,
  distribution: aws.cloudfront.Distribution,
) {
  const objects = pulumi.interpolate`${bucket.arn}/*`;
  const fromDistribution: Pick<aws.iam.PolicyStatement, "Effect" | "Principal" | "Condition"> = {
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Condition: { StringEquals: { "AWS:SourceArn": distribution.arn } },
  };
  const policy = policyDocument([
    { ...fromDistribution, Action: ["s3:GetObject"], Resource: [objects] },
    // Without it S3 answers 403 where a file is missing, and not 404.
    { ...fromDistribution, Action: ["s3:ListBucket"], Resource: [bucket.arn] },
    {
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:*"],
      Resource: [bucket.arn, objects],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
  return new aws.s3.BucketPolicy(
    ...transform(args.transform?.bucketPolicy, name, { bucket: bucket.id, policy }, { parent }),
  );
}
