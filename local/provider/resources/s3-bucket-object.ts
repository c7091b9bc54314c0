// aws.s3.BucketObjectv2: one file of a site.
import * as v from "valibot";
import type { S3 } from "../../cloud/s3/s3.ts";
import { Archive, Asset } from "../../engine/values.ts";
import { readAsset } from "../archive.ts";
import { resourceType } from "../resource-type.ts";
import { matching, only, show, stringMap, tags, text } from "../schema.ts";
import { regional } from "./regional.ts";

const oneVersion = "its buckets keep one version of an object";
const noHeader = "its objects are served without this header";

const oneContent = "as well is set; an object has one content, keep one of them";

/** Of an object whose type nobody gave. */
const DEFAULT_TYPE = "binary/octet-stream";

export const bucketObject = resourceType({
  token: "aws:s3/bucketObjectv2:BucketObjectv2",
  applied: {
    bucket: v.string(),
    key: v.optional(v.pipe(text(1024), v.nonEmpty("is empty; name the object"))),
    source: v.optional(
      v.instance(Asset, ({ input }) =>
        input instanceof Archive
          ? "is an archive, which the local cloud does not pack; use a pulumi.asset.FileAsset"
          : `${show(input)} is no asset; give a pulumi.asset.FileAsset or StringAsset`,
      ),
    ),
    content: v.optional(v.string()),
    contentBase64: v.optional(
      v.pipe(
        v.string(),
        v.base64(({ input }) => `${show(input)} is not Base64`),
      ),
    ),
    contentType: v.optional(v.string()),
    contentEncoding: v.optional(v.string()),
    cacheControl: v.optional(v.string()),
    metadata: v.optional(v.record(matching(/^[^A-Z]+$/, "names of metadata are lower case"), v.string())),
  },
  recorded: {
    ...regional,
    acl: v.optional(only("private", "it has bucket policies only")),
    bucketKeyEnabled: v.optional(v.boolean()),
    etag: v.optional(v.string()),
    forceDestroy: v.optional(v.boolean(), false),
    kmsKeyId: v.optional(v.string()),
    overrideProvider: v.optional(
      v.strictObject({ defaultTags: v.optional(v.strictObject({ tags: v.optional(stringMap) })) }),
    ),
    serverSideEncryption: v.optional(v.picklist(["AES256", "aws:kms", "aws:kms:dsse"])),
    sourceHash: v.optional(v.string()),
    storageClass: v.optional(
      v.picklist(["STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "REDUCED_REDUNDANCY"]),
    ),
    tags,
  },
  refused: {
    checksumAlgorithm: "it keeps no checksums",
    contentDisposition: noHeader,
    contentLanguage: noHeader,
    objectLockLegalHoldStatus: oneVersion,
    objectLockMode: oneVersion,
    objectLockRetainUntilDate: oneVersion,
    websiteRedirect: "its buckets are read through distributions",
  },
  rules: [
    {
      of: ["content", "source"],
      refuse: ({ content, source }) =>
        content !== undefined && source !== undefined ? `source ${oneContent}` : undefined,
    },
    {
      of: ["contentBase64", "content", "source"],
      refuse: ({ contentBase64, content, source }) =>
        contentBase64 !== undefined && (content ?? source) !== undefined
          ? `${content === undefined ? "source" : "content"} ${oneContent}`
          : undefined,
    },
  ],
  name: { property: "key", verbatim: true },
  forcesNew: ["bucket", "key", "region"],
  computed: { stable: ["arn"], changing: ["etag", "versionId"] },
  async create({ s3, context: { partition } }, inputs) {
    const key = objectKey(inputs);
    const etag = await put(s3, inputs);
    const arn = `arn:${partition}:s3:::${inputs.bucket}/${key}`;
    return { id: `${inputs.bucket}/${key}`, computed: { arn, etag, versionId: "" } };
  },
  read({ s3, context: { partition } }, { id, inputs: before, outputs }) {
    const [bucket = "", ...path] = id.split("/");
    const key = path.join("/");
    const found = s3.headObject(bucket, key);
    if (!found) return undefined;
    const { body, contentType, contentEncoding, cacheControl, metadata } = found;
    const etag = unquoted(found.etag);
    return {
      inputs: {
        ...{ bucket, key: before.key ?? key, contentEncoding, cacheControl, metadata },
        contentType:
          before.contentType === undefined && contentType === DEFAULT_TYPE ? undefined : contentType,
        // The content tells by its ETag that it is another one.
        ...(outputs.etag !== etag && {
          ...{ content: undefined, contentBase64: undefined },
          source: new Asset("text", body.toString(), etag),
        }),
      },
      computed: { arn: `arn:${partition}:s3:::${bucket}/${key}`, etag, versionId: "" },
    };
  },
  async update({ s3 }, _existing, inputs) {
    return { etag: await put(s3, inputs) };
  },
  delete({ s3 }, { inputs }) {
    s3.deleteObject(inputs.bucket, objectKey(inputs));
  },
});

interface ObjectInputs {
  bucket: string;
  key?: string;
  source?: Asset;
  content?: string;
  contentBase64?: string;
  contentType?: string;
  contentEncoding?: string;
  cacheControl?: string;
  metadata?: Record<string, string>;
}

/** The provider for AWS drops leading slashes and takes several for one. */
const objectKey = ({ key = "" }: { key?: string }) => key.replace(/\/+/g, "/").replace(/^\//, "");

/** Returns the ETag. */
async function put(s3: S3, inputs: ObjectInputs): Promise<string> {
  const { contentType, contentEncoding, cacheControl, metadata } = inputs;
  const { etag } = s3.putObject(inputs.bucket, objectKey(inputs), {
    body: await contentOf(inputs),
    ...(contentType !== undefined && { contentType }),
    ...{ contentEncoding, cacheControl, metadata },
  });
  return unquoted(etag);
}

/** As @pulumi/aws has ETags: without the quotes of the header. */
const unquoted = (etag: string) => etag.replaceAll('"', "");

async function contentOf({ source, content, contentBase64 }: ObjectInputs): Promise<Buffer> {
  if (source) return readAsset(source);
  return contentBase64 === undefined ? Buffer.from(content ?? "") : Buffer.from(contentBase64, "base64");
}
