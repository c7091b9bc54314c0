// aws.s3.BucketPolicy, which decides who reads, and the settings of a bucket that are only kept.
import * as v from "valibot";
import type { BucketSettings } from "../../cloud/s3/bucket-settings.ts";
import { policyDocument } from "../policy-document.ts";
import { resourceType, type ResourceType } from "../resource-type.ts";
import { only } from "../schema.ts";
import { regional } from "./regional.ts";

const oneVersion = "its buckets keep one version of an object";
const oneAccount = { expectedBucketOwner: "it has one account" };

/** A type whose resource is one setting of a bucket: kept as a whole, without an effect on reads. */
function bucketSetting<Setting extends keyof BucketSettings>(
  token: string,
  setting: Setting,
  value: v.GenericSchema<unknown, BucketSettings[Setting]> & { entries: v.ObjectEntries },
  refused: Record<string, string> = {},
): ResourceType {
  return resourceType({
    token,
    applied: { bucket: v.string() },
    recorded: { ...regional, ...value.entries },
    refused,
    forcesNew: ["bucket", "region"],
    computed: { stable: [], changing: [] },
    create({ s3 }, inputs) {
      s3.putSetting(inputs.bucket, setting, v.parse(value, inputs));
      return { id: inputs.bucket, computed: {} };
    },
    update({ s3 }, { id }, inputs) {
      s3.putSetting(id, setting, v.parse(value, inputs));
      return {};
    },
    read({ s3 }, { id }) {
      const found = s3.getSettings(id)[setting];
      return found === undefined ? undefined : { inputs: { bucket: id, ...found } };
    },
    delete({ s3 }, { id, outputs }) {
      if (outputs.skipDestroy !== true) s3.deleteSetting(id, setting);
    },
  });
}

const flag = v.optional(v.boolean(), false);

export const bucketPublicAccessBlock = bucketSetting(
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "publicAccessBlock",
  v.object({
    blockPublicAcls: flag,
    blockPublicPolicy: flag,
    ignorePublicAcls: flag,
    restrictPublicBuckets: flag,
    skipDestroy: flag,
  }),
);

export const bucketOwnershipControls = bucketSetting(
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "ownershipControls",
  v.object({
    rule: v.strictObject({
      objectOwnership: v.picklist(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]),
    }),
  }),
);

export const bucketServerSideEncryptionConfiguration = bucketSetting(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "encryption",
  v.object({
    rules: v.pipe(
      v.array(
        v.strictObject({
          applyServerSideEncryptionByDefault: v.optional(
            v.strictObject({
              sseAlgorithm: v.picklist(["AES256", "aws:kms", "aws:kms:dsse"]),
              kmsMasterKeyId: v.optional(v.string()),
            }),
          ),
          blockedEncryptionTypes: v.optional(v.array(v.picklist(["SSE-C", "NONE"]))),
          bucketKeyEnabled: v.optional(v.boolean()),
        }),
      ),
      v.nonEmpty("is empty; give one rule"),
    ),
  }),
  oneAccount,
);

export const bucketVersioning = bucketSetting(
  "aws:s3/bucketVersioning:BucketVersioning",
  "versioning",
  v.object({
    versioningConfiguration: v.strictObject({
      status: v.picklist(["Enabled", "Suspended", "Disabled"]),
      mfaDelete: v.optional(only("Disabled", oneVersion)),
    }),
  }),
  { ...oneAccount, mfa: oneVersion },
);

export const bucketPolicy = resourceType({
  token: "aws:s3/bucketPolicy:BucketPolicy",
  applied: { bucket: v.string(), policy: policyDocument("resource") },
  recorded: regional,
  refused: {},
  forcesNew: ["bucket", "region"],
  computed: { stable: [], changing: [] },
  create({ s3 }, { bucket, policy }) {
    s3.putBucketPolicy(bucket, policy);
    return { id: bucket, computed: {} };
  },
  update({ s3 }, { id }, { policy }) {
    s3.putBucketPolicy(id, policy);
    return {};
  },
  read({ s3 }, { id }) {
    const policy = s3.getBucketPolicy(id);
    return policy === undefined ? undefined : { inputs: { bucket: id, policy } };
  },
  delete({ s3 }, { id }) {
    s3.deleteBucketPolicy(id);
  },
});
