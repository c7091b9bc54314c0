// A call in S3's REST protocol: /bucket/key?subresource, or /key?subresource at a host named after the bucket.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
import type { CloudContext } from "../../context.ts";
import type { AnonymousRequest, AuthenticatedRequest } from "../../front-door/service.ts";
import type { S3 } from "../s3.ts";

/** Names in a query that do not choose the operation; all others do. */
const PARAMETER =
  /^(?:prefix|delimiter|max-keys|continuation-token|start-after|encoding-type|fetch-owner|x-id|X-Amz-.*)$/;

export class S3Request {
  readonly s3: S3;
  readonly method: string;
  /** Empty when the call is about the account. */
  readonly bucket: string;
  /** Empty when the call is about the bucket or the account. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly context: CloudContext;
  readonly #request: AnonymousRequest | AuthenticatedRequest;

  constructor(context: CloudContext, s3: S3, request: AnonymousRequest | AuthenticatedRequest) {
    this.s3 = s3;
    this.context = context;
    this.#request = request;
    this.method = request.method;
    this.body = request.body;
    const { path, query } = splitUrl(request.url);
    this.query = query;
    ({ bucket: this.bucket, key: this.key } = target(path, bucketOf(this.header("host"), context.host)));
  }

  /** What the call is by, such as `GET bucket?policy`. */
  get route(): string {
    const level = this.key ? "object" : this.bucket ? "bucket" : "account";
    const subresource = [...this.query.keys()].find((name) => !PARAMETER.test(name));
    return `${this.method} ${level}${subresource === undefined ? "" : `?${subresource}`}`;
  }

  /** Undefined when it is absent. @param name in lower case */
  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return typeof value === "string" ? value : undefined;
  }

  /** Those whose name begins so, by the rest of their names. */
  headersFrom(prefix: string): Record<string, string> {
    return Object.fromEntries(
      Object.keys(this.#request.headers)
        .filter((name) => name.startsWith(prefix))
        .map((name) => [name.slice(prefix.length), this.header(name) ?? ""]),
    );
  }

  /** @throws AwsError AccessDenied unless the caller may list the account's buckets */
  authorizeAccount(action: string) {
    this.#request.authorize({ action, resource: "*" });
  }

  /** @throws AwsError AccessDenied unless the caller may make the bucket, which has no policy yet */
  authorizeNewBucket(action: string) {
    this.#request.authorize({ action, resource: this.#bucketArn() });
  }

  /** @throws AwsError AccessDenied unless the caller may do this to the bucket; NoSuchBucket */
  authorizeBucket(action: string) {
    this.#authorize(action, this.#bucketArn());
  }

  /**
   * As `authorizeBucket`. A policy that shuts out everybody does not keep the root from mending it.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
   */
  authorizeBucketPolicy(action: string) {
    const isRoot = "principal" in this.#request && this.#request.principal.kind === "root";
    if (isRoot) this.s3.getBucketPolicy(this.bucket);
    else this.authorizeBucket(action);
  }

  /**
   * @param key of the object. Default: the call's
   * @throws AwsError AccessDenied unless the caller may do this to the object; NoSuchBucket
   */
  authorizeObject(action: string, key = this.key) {
    this.#authorize(action, `${this.#bucketArn()}/${key}`);
  }

  #authorize(action: string, resource: string) {
    this.#request.authorize({
      action,
      resource,
      resourcePolicy: this.s3.getBucketPolicy(this.bucket),
      // This door is plain HTTP, but stands for AWS's, which clients call by HTTPS.
      context: { "aws:SecureTransport": "true" },
    });
  }

  #bucketArn() {
    return `arn:${this.context.partition}:s3:::${this.bucket}`;
  }
}

function splitUrl(url: string) {
  const mark = url.indexOf("?");
  return {
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
  };
}

/**
 * The front door lets no path through that cannot be decoded.
 * @param virtual the bucket that the host names, if it names one
 */
function target(path: string, virtual: string | undefined) {
  if (virtual !== undefined) return { bucket: virtual, key: decodeURIComponent(path.slice(1)) };
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
}

/** @param endpoint the name that the AWS endpoint has in URLs */
function bucketOf(host = "", endpoint: string): string | undefined {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  return name.endsWith(`.${endpoint.toLowerCase()}`) ? name.slice(0, -endpoint.length - 1) : undefined;
}
