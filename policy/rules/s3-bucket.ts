// Rules for buckets and the resources that guard them.
import type {
  PolicyResource,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { allOf, judgeEach, referringTo } from "./stack.ts";
import { allowing, isPublic, statementsOf } from "./statements.ts";
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
    for (const { actions } of allowing(policy).filter(isPublic))
      report(`it allows everybody ${actions.join(", ")}`);
  }),
};

/** By which whoever has them makes the bucket theirs. https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6 */
const TAKE_OVER =
  /^(\*|s3:\*|s3:Delete\*|s3:Put\*|s3:(DeleteBucketPolicy|PutBucketAcl|PutBucketPolicy|PutEncryptionConfiguration|PutObjectAcl))$/i;

export const bucketStaysHome: ResourceValidationPolicy = {
  name: "s3-bucket-policy-stays-home",
  description: "A bucket's policy gives no other account the rights by which the bucket would be theirs.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6",
  remediationSteps:
    "Name the actions on objects that they need; the bucket's own account needs no statement.",
  validateResource: ofType<{ policy: unknown }>(BUCKET_POLICY, ({ policy }, report) => {
    for (const { principals, actions } of allowing(policy)) {
      const accounts = (principals.AWS ?? []).filter((principal) => principal !== "*");
      const taking = actions.filter((action) => TAKE_OVER.test(action));
      if (accounts.length > 0 && taking.length > 0)
        report(`it allows ${accounts.join(", ")} ${taking.join(", ")}`);
    }
  }),
};

/** Keys that say on whose behalf a service asks. */
const SOURCES = ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid"];

export const bucketNamesDistribution: ResourceValidationPolicy = {
  name: "s3-bucket-policy-names-source",
  description:
    "A bucket's policy tells a service for whom it may ask. Without that CloudFront reads it for the distributions of everybody.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
  remediationSteps: "Add the condition StringEquals AWS:SourceArn with the distribution's ARN.",
  validateResource: ofType<{ policy: unknown }>(BUCKET_POLICY, ({ policy }, report) => {
    for (const { principals, conditions } of allowing(policy)) {
      const isNarrowed = Object.values(conditions).some((keys) => SOURCES.some((key) => key in keys));
      if (principals.Service && !isNarrowed) report(`${principals.Service.join(", ")} may ask for anybody`);
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
