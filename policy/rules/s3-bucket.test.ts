import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./s3-bucket.ts";
import { BUCKET, BUCKET_POLICY } from "./types.ts";

/** A bucket, and a resource that is about it. */
function guarded(type: string, props: Record<string, unknown>) {
  const bucket = resource(BUCKET);
  return [bucket, resource(type, { bucket: UNKNOWN, ...props }, { bucket })];
}

const statement = (fields: object) => JSON.stringify({ Statement: [fields] });

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const all = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

describeRule(rules.bucketBlocksPublicAccess, {
  compliant: { "all four": guarded(BLOCK, all) },
  violating: {
    ...Object.fromEntries(
      Object.keys(all).map((name) => [`all but ${name}`, guarded(BLOCK, { ...all, [name]: false })]),
    ),
    "one that is missing": guarded(BLOCK, { blockPublicAcls: true }),
    "no block": [resource(BUCKET)],
  },
  unknown: { "a switch that is not known": guarded(BLOCK, { ...all, blockPublicAcls: UNKNOWN }) },
});

const CONTROLS = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

describeRule(rules.bucketOwnsObjects, {
  compliant: {
    "enforced ownership": guarded(CONTROLS, { rule: { objectOwnership: "BucketOwnerEnforced" } }),
  },
  violating: {
    "preferred ownership": guarded(CONTROLS, { rule: { objectOwnership: "BucketOwnerPreferred" } }),
    "no rule": guarded(CONTROLS, {}),
    "no controls": [resource(BUCKET)],
  },
  unknown: { "an ownership that is not known": guarded(CONTROLS, { rule: UNKNOWN }) },
});

const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

describeRule(rules.bucketIsEncrypted, {
  compliant: { "a configuration": guarded(ENCRYPTION, { rules: UNKNOWN }) },
  violating: {
    "no configuration": [resource(BUCKET)],
    "that of another": [resource(BUCKET), resource(ENCRYPTION)],
  },
  // It looks for the configuration, and reads nothing that a preview may not know.
  unknown: {},
});

const denial = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describeRule(rules.bucketAsksForTls, {
  compliant: { "a denial of plain HTTP": guarded(BUCKET_POLICY, { policy: statement(denial) }) },
  violating: {
    "an allowance under the same condition": guarded(BUCKET_POLICY, {
      policy: statement({ ...denial, Effect: "Allow" }),
    }),
    "a denial of TLS": guarded(BUCKET_POLICY, {
      policy: statement({ ...denial, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    }),
    "no policy": [resource(BUCKET)],
  },
  unknown: { "a policy that is not known": guarded(BUCKET_POLICY, { policy: UNKNOWN }) },
});

const policy = (fields: object) => [
  resource(BUCKET_POLICY, { policy: statement({ Effect: "Allow", Action: "s3:GetObject", ...fields }) }),
];

describeRule(rules.bucketPolicyIsNotPublic, {
  compliant: {
    "a distribution": policy({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Condition: { StringEquals: { "AWS:SourceArn": "arn" } },
    }),
    "a denial to everybody": [resource(BUCKET_POLICY, { policy: statement(denial) })],
    "everybody under a condition": policy({
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    }),
  },
  violating: {
    everybody: policy({ Principal: "*" }),
    "every account": policy({ Principal: { AWS: ["*"] } }),
  },
  unknown: { "a policy that is not known": [resource(BUCKET_POLICY, { policy: UNKNOWN })] },
});

describeRule(rules.aclIsNotPublic, {
  compliant: { "no ACL": [resource(BUCKET)], "a private one": [resource(BUCKET, { acl: "private" })] },
  violating: {
    "a bucket that everybody reads": [resource("aws:s3/bucketAcl:BucketAcl", { acl: "public-read" })],
    "an object that everybody reads": [
      resource("aws:s3/bucketObjectv2:BucketObjectv2", { acl: "public-read" }),
    ],
  },
  unknown: { "an ACL that is not known": [resource(BUCKET, { acl: UNKNOWN })] },
});

const policies = (fields: object) => [
  resource(BUCKET_POLICY, { policy: statement({ Effect: "Allow", ...fields }) }),
];
const unknownPolicy = { "a policy that is not known": [resource(BUCKET_POLICY, { policy: UNKNOWN })] };
const friend = { AWS: "arn:aws:iam::210987654321:root" };

describeRule(rules.bucketStaysHome, {
  compliant: {
    "another account that reads": policies({ Principal: friend, Action: ["s3:GetObject", "s3:PutObject"] }),
    "a service": policies({ Principal: { Service: "a.amazonaws.com" }, Action: "s3:*" }),
    "a bucket without a policy": [resource(BUCKET_POLICY)],
  },
  violating: {
    "another account that changes the policy": policies({ Principal: friend, Action: "s3:PutBucketPolicy" }),
    "the second of two actions": policies({ Principal: friend, Action: ["s3:GetObject", "s3:PutObjectAcl"] }),
    "another account that does everything": policies({ Principal: friend, Action: "s3:*" }),
  },
  unknown: unknownPolicy,
});

const distribution = { Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:GetObject" };

describeRule(rules.bucketNamesDistribution, {
  compliant: {
    "one distribution": policies({
      ...distribution,
      Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/A" } },
    }),
    "those of an account": policies({
      ...distribution,
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    }),
    "an account": policies({ Principal: friend, Action: "s3:GetObject" }),
  },
  violating: {
    "the distributions of everybody": policies(distribution),
    "a condition on something else": policies({
      ...distribution,
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    }),
  },
  unknown: unknownPolicy,
});
