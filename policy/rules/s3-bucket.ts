// Rules for buckets and the resources that guard them.
import type {
  PolicyResource,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { allOf, judgeEach, referringTo } from "./stack.ts";
import { allowing, statementsOf } from "./statements.ts";
import { BUCKET, BUCKET_POLICY } from "./types.ts";

/** Has `refuse` judge the resources of `type` that are about each bucket; it says what is missing, or undefined. */
const ofCompanions =
  (type: string, refuse: (companions: PolicyResource[]) => string | undefined): StackValidation =>
  ({ resources }, report) => {
    judgeEach(allOf(resources, BUCKET), (bucket) => {
      const reason = refuse(referringTo(resources, type, "bucket", bucket));
      if (reason !== undefined) report(`the bucket ${bucket.name} ${reason}`, bucket.urn);
    });
  };

const PUBLIC_ACCESS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const bucketBlocksPublicAccess: StackValidationPolicy = {
  name: "s3-bucket-blocks-public-access",
  description: "A bucket has a public access block with all four of its switches on.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8",
  remediationSteps: `Add a BucketPublicAccessBlock with ${PUBLIC_ACCESS.join(", ")}.`,
  validateStack: ofCompanions("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", (blocks) => {
    const off = PUBLIC_ACCESS.filter((name) => !blocks.some(({ props }) => props[name]));
    return off.length > 0 ? `does not set ${off.join(", ")}` : undefined;
  }),
};

export const bucketOwnsObjects: StackValidationPolicy = {
  name: "s3-bucket-owner-enforced",
  description: "A bucket owns its objects, and ACLs do nothing.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-12",
  remediationSteps: "Add BucketOwnershipControls with objectOwnership BucketOwnerEnforced.",
  validateStack: ofCompanions("aws:s3/bucketOwnershipControls:BucketOwnershipControls", (controls) =>
    controls.some(({ props }) => props.rule?.objectOwnership === "BucketOwnerEnforced")
      ? undefined
      : "does not enforce its ownership",
  ),
};

export const bucketIsEncrypted: StackValidationPolicy = {
  name: "s3-bucket-encrypted",
  description:
    "A bucket says how it is encrypted, so that nobody has to know what the default was when it was made.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html",
  remediationSteps: "Add a BucketServerSideEncryptionConfiguration with AES256 or aws:kms.",
  validateStack: ofCompanions(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    (configurations) => (configurations.length > 0 ? undefined : "does not say how it is encrypted"),
  ),
};

export const bucketAsksForTls: StackValidationPolicy = {
  name: "s3-bucket-tls-only",
  description: "A bucket's policy denies what comes without TLS.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  remediationSteps:
    "Deny s3:* to everybody where aws:SecureTransport is false, for the bucket and its objects.",
  validateStack: ofCompanions(BUCKET_POLICY, (policies) =>
    policies.flatMap(({ props }) => statementsOf(props.policy)).some(deniesPlain)
      ? undefined
      : "answers without TLS",
  ),
};

const deniesPlain = ({ effect, conditions }: ReturnType<typeof statementsOf>[number]) =>
  effect === "Deny" && (conditions.Bool?.["aws:securetransport"]?.includes("false") ?? false);

export const bucketPolicyIsNotPublic: ResourceValidationPolicy = {
  name: "s3-bucket-policy-not-public",
  description: "No bucket's policy allows everybody something.",
  enforcementLevel: "mandatory",
  severity: "critical",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
  remediationSteps: "Name who may, or serve the bucket by CloudFront with an origin access control.",
  validateResource: ofType<{ policy: unknown }>(BUCKET_POLICY, ({ policy }, report) => {
    for (const { principals, conditions, actions } of allowing(policy)) {
      const isPublic = Object.values(principals).flat().includes("*") && Object.keys(conditions).length === 0;
      if (isPublic) report(`it allows everybody ${actions.join(", ")}`);
    }
  }),
};

/** Those of the canned ACLs that let strangers in. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const PUBLIC_ACL = /^(public-read|public-read-write|authenticated-read)$/;

export const aclIsNotPublic: ResourceValidationPolicy = {
  name: "s3-acl-not-public",
  description: "No ACL of a bucket or an object lets strangers in.",
  enforcementLevel: "mandatory",
  severity: "critical",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-12",
  remediationSteps: "Leave acl out: a bucket's policy says who may read.",
  validateResource: [
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketAcl:BucketAcl",
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
  ].map((type) =>
    ofType<{ acl: string }>(type, ({ acl }, report) => {
      if (acl !== undefined && PUBLIC_ACL.test(acl)) report(`its ACL is ${acl}`);
    }),
  ),
};
