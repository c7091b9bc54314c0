// ListObjectsV2: keys in pages, those that share a beginning up to the delimiter as one.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
import { AwsError } from "../../errors.ts";
import { fields } from "../../query/xml.ts";
import { repeated } from "../../rest-xml/answers.ts";
import { xml } from "./answers.ts";
import type { S3Request } from "./s3-request.ts";

/** Keys on a page, at most and unless said otherwise. */
const MAX_KEYS = 1000;

export function listObjectsV2(call: S3Request) {
  call.authorizeBucket("s3:ListBucket");
  const { s3, bucket, query } = call;
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const token = query.get("continuation-token") ?? undefined;
  const after = token === undefined ? (query.get("start-after") ?? "") : fromToken(token);
  const max = maxKeys(query.get("max-keys"));
  const entries = entriesOf(s3.listObjects(bucket), prefix, delimiter).filter((entry) => entry > after);
  const page = entries.slice(0, max);
  const isTruncated = max > 0 && entries.length > max;
  const isPrefix = (entry: string) => delimiter !== "" && entry.slice(prefix.length).endsWith(delimiter);
  const encode = query.get("encoding-type") === "url" ? encodeURIComponent : (text: string) => text;
  const contents = page
    .filter((entry) => !isPrefix(entry))
    .map((key) => {
      const object = s3.headObject(bucket, key);
      return {
        Key: encode(key),
        LastModified: object?.lastModified,
        ETag: object?.etag,
        Size: object?.body.length,
        StorageClass: "STANDARD",
      };
    });
  const prefixes = page.filter(isPrefix).map((entry) => ({ Prefix: encode(entry) }));
  const head = fields({
    Name: bucket,
    Prefix: encode(prefix),
    Delimiter: delimiter === "" ? undefined : encode(delimiter),
    MaxKeys: max,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    EncodingType: query.get("encoding-type") ?? undefined,
    ContinuationToken: token,
    NextContinuationToken: isTruncated ? toToken(page.at(-1) ?? "") : undefined,
  });
  return xml(
    "ListBucketResult",
    head + repeated("Contents", contents) + repeated("CommonPrefixes", prefixes),
  );
}

/** Keys and common prefixes, each once, in order. */
function entriesOf(keys: string[], prefix: string, delimiter: string): string[] {
  const entries = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      return end < 0 ? key : key.slice(0, end + delimiter.length);
    });
  return [...new Set(entries)];
}

function maxKeys(text: string | null): number {
  if (text === null) return MAX_KEYS;
  if (/^\d+$/.test(text)) return Math.min(Number(text), MAX_KEYS);
  throw new AwsError("InvalidArgument", "Provided max-keys not an integer or within integer range");
}

const toToken = (entry: string) => Buffer.from(entry).toString("base64");

const fromToken = (token: string) => Buffer.from(token, "base64").toString();
