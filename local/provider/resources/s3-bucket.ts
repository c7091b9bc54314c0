// aws.s3.Bucket: what a distribution serves from.
import * as v from "valibot";
import { BUCKET_NAME } from "../../cloud/s3/bucket-name.ts";
import { resourceType } from "../resource-type.ts";
import { matching, only, tags } from "../schema.ts";
import { regional } from "./regional.ts";

const ownType = (type: string) => `use aws.s3.${type}, as @pulumi/aws advises`;
const noVersions = "its buckets keep one version of an object";

const bucketName = matching(
  BUCKET_NAME,
  "a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with a letter or digit",
);

export const bucket = resourceType({
  token: "aws:s3/bucket:Bucket",
  applied: {
    bucket: v.optional(bucketName),
    bucketPrefix: v.optional(
      matching(/^[a-z0-9][a-z0-9.-]{0,36}$/, "use up to 37 lower-case letters, digits, dots and hyphens"),
    ),
    forceDestroy: v.optional(v.boolean(), false),
    tags,
  },
  recorded: {
    ...regional,
    acl: v.optional(only("private", "it has bucket policies only")),
    bucketNamespace: v.optional(only("global", "it has one name space"), "global"),
    objectLockEnabled: v.optional(only(false, noVersions)),
    requestPayer: v.optional(v.picklist(["BucketOwner", "Requester"])),
  },
  refused: {
    accelerationStatus: "it is near enough",
    corsRules: "its buckets are read through distributions",
    grants: "it has bucket policies only",
    lifecycleRules: "its buckets end with it",
    logging: "it keeps no access logs",
    objectLockConfiguration: noVersions,
    policy: ownType("BucketPolicy"),
    replicationConfiguration: "it has one region",
    serverSideEncryptionConfiguration: ownType("BucketServerSideEncryptionConfiguration"),
    versioning: ownType("BucketVersioning"),
    website: "its buckets are read through distributions",
  },
  name: { property: "bucket", prefixProperty: "bucketPrefix", lowerCase: true },
  forcesNew: ["bucket", "bucketPrefix", "bucketNamespace", "region"],
  computed: {
    stable: ["arn", "bucketDomainName", "bucketRegion", "bucketRegionalDomainName"],
    changing: [],
  },
  create({ s3, context: { partition, region } }, { bucket = "", tags }) {
    s3.createBucket({ bucket, tags });
    return { id: bucket, computed: computed(bucket, partition, region) };
  },
  read({ s3, context: { partition, region } }, { id }) {
    return { inputs: { bucket: id, tags: s3.getTags(id) }, computed: computed(id, partition, region) };
  },
  update({ s3 }, { id }, { tags = {} }) {
    s3.updateTags(id, tags);
    return {};
  },
  delete({ s3 }, { id, inputs }) {
    s3.deleteBucket(id, { force: inputs.forceDestroy });
  },
});

const computed = (bucket: string, partition: string, region: string) => ({
  arn: `arn:${partition}:s3:::${bucket}`,
  bucketDomainName: `${bucket}.s3.amazonaws.com`,
  bucketRegion: region,
  bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
});
