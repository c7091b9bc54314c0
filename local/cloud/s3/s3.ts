// S3 as far as a site reaches: buckets with their settings, objects in memory, reads decided by the bucket policy.
import { createHash } from "node:crypto";
import { AwsError } from "../errors.ts";
import type { CloudContext } from "../context.ts";
import type { Statement } from "../iam/policy/statement.ts";
import { allows, parseBucketPolicy, type Reader } from "./bucket-policy.ts";
import { type BucketSettings, SETTINGS_OF_NEW_BUCKETS } from "./bucket-settings.ts";

export interface S3Object {
  body: Buffer;
  contentType: string;
  cacheControl?: string;
  contentEncoding?: string;
  metadata?: Record<string, string>;
  /** Quoted MD5 of the body, as S3 gives it for objects put in one part. */
  etag: string;
  lastModified: Date;
}

export type ObjectInput = Pick<S3Object, "body"> & Partial<Omit<S3Object, "etag" | "lastModified">>;

interface Bucket {
  creationDate: Date;
  tags: Record<string, string>;
  objects: Map<string, S3Object>;
  policy?: { document: string; statements: Statement[] };
  settings: Partial<BucketSettings>;
}

/** What S3 stores an object as when its type is not given. */
const DEFAULT_CONTENT_TYPE = "binary/octet-stream";

export class S3 {
  readonly #context: CloudContext;
  readonly #buckets = new Map<string, Bucket>();

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /** @throws AwsError BucketAlreadyOwnedByYou */
  createBucket({ bucket, tags = {} }: { bucket: string; tags?: Record<string, string> }) {
    if (this.#buckets.has(bucket)) {
      throw new AwsError(
        "BucketAlreadyOwnedByYou",
        `the bucket ${bucket} exists already; choose another name`,
        409,
      );
    }
    const creationDate = new Date(this.#context.clock.now());
    this.#buckets.set(bucket, {
      creationDate,
      tags,
      objects: new Map(),
      settings: { ...SETTINGS_OF_NEW_BUCKETS },
    });
  }

  /** @param options.force also deletes what the bucket holds. @throws AwsError BucketNotEmpty, NoSuchBucket */
  deleteBucket(bucket: string, { force = false } = {}) {
    if (this.#bucket(bucket).objects.size > 0 && !force) {
      throw new AwsError(
        "BucketNotEmpty",
        `the bucket ${bucket} is not empty; delete its objects or set forceDestroy`,
        409,
      );
    }
    this.#buckets.delete(bucket);
  }

  updateTags(bucket: string, tags: Record<string, string>) {
    this.#bucket(bucket).tags = tags;
  }

  /** @throws AwsError NoSuchBucket */
  getTags(bucket: string): Record<string, string> {
    return this.#bucket(bucket).tags;
  }

  hasBucket(bucket: string) {
    return this.#buckets.has(bucket);
  }

  /** By name. */
  listBuckets(): { name: string; creationDate: Date }[] {
    return [...this.#buckets]
      .map(([name, { creationDate }]) => ({ name, creationDate }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  putObject(bucket: string, key: string, input: ObjectInput): S3Object {
    const object = {
      contentType: DEFAULT_CONTENT_TYPE,
      ...input,
      etag: `"${createHash("md5").update(input.body).digest("hex")}"`,
      lastModified: new Date(this.#context.clock.now()),
    };
    this.#bucket(bucket).objects.set(key, object);
    return object;
  }

  deleteObject(bucket: string, key: string) {
    this.#bucket(bucket).objects.delete(key);
  }

  /** What stands in the bucket, whoever asks. */
  headObject(bucket: string, key: string): S3Object | undefined {
    return this.#bucket(bucket).objects.get(key);
  }

  listObjects(bucket: string): string[] {
    return [...this.#bucket(bucket).objects.keys()].sort();
  }

  /**
   * Reads an object as `reader`. That a key is not there is told to those who may list the bucket.
   * @throws AwsError AccessDenied, NoSuchKey, NoSuchBucket
   */
  getObject(bucket: string, key: string, reader: Reader): S3Object {
    const { objects, policy: { statements } = { statements: [] } } = this.#bucket(bucket);
    const arn = `arn:${this.#context.partition}:s3:::${bucket}`;
    const object = objects.get(key);
    const may = (action: string, resource: string) =>
      allows(statements, this.#context, action, resource, reader);
    if (object && may("s3:GetObject", `${arn}/${key}`)) return object;
    if (!object && may("s3:ListBucket", arn)) {
      throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);
    }
    throw new AwsError("AccessDenied", "Access Denied", 403);
  }

  /** @throws AwsError MalformedPolicy */
  putBucketPolicy(bucket: string, document: string) {
    this.#bucket(bucket).policy = { document, statements: parseBucketPolicy(document) };
  }

  getBucketPolicy(bucket: string): string | undefined {
    return this.#bucket(bucket).policy?.document;
  }

  deleteBucketPolicy(bucket: string) {
    delete this.#bucket(bucket).policy;
  }

  putSetting<Setting extends keyof BucketSettings>(
    bucket: string,
    setting: Setting,
    value: BucketSettings[Setting],
  ) {
    this.#bucket(bucket).settings[setting] = value;
  }

  /** Those that are not there were deleted, or never put. @throws AwsError NoSuchBucket */
  getSettings(bucket: string): Partial<BucketSettings> {
    return this.#bucket(bucket).settings;
  }

  deleteSetting(bucket: string, setting: keyof BucketSettings) {
    delete this.#bucket(bucket).settings[setting];
  }

  #bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw new AwsError("NoSuchBucket", `The specified bucket does not exist: ${name}`, 404);
    return bucket;
  }
}
