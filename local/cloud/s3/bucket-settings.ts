// The settings of a bucket. Apart from the public access block they have no effect on a read of ours, and are kept
// so that they can be looked at.

export interface BucketSettings {
  publicAccessBlock: {
    blockPublicAcls: boolean;
    blockPublicPolicy: boolean;
    ignorePublicAcls: boolean;
    restrictPublicBuckets: boolean;
  };
  ownershipControls: {
    rule: { objectOwnership: "BucketOwnerEnforced" | "BucketOwnerPreferred" | "ObjectWriter" };
  };
  encryption: { rules: EncryptionRule[] };
  versioning: { versioningConfiguration: { status: "Enabled" | "Suspended" | "Disabled" } };
}

interface EncryptionRule {
  applyServerSideEncryptionByDefault?: {
    sseAlgorithm: "AES256" | "aws:kms" | "aws:kms:dsse";
    kmsMasterKeyId?: string;
  };
  blockedEncryptionTypes?: ("SSE-C" | "NONE")[];
  bucketKeyEnabled?: boolean;
}

/** Since April 2023: https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html */
export const SETTINGS_OF_NEW_BUCKETS: Partial<BucketSettings> = {
  publicAccessBlock: {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
  ownershipControls: { rule: { objectOwnership: "BucketOwnerEnforced" } },
};
