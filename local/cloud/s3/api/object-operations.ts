// Objects, over the wire.
import { AwsError } from "../../errors.ts";
import type { ServiceResponse } from "../../front-door/service.ts";
import { empty } from "../../rest-xml/answers.ts";
import type { S3Object } from "../s3.ts";
import { rangeOf } from "./byte-range.ts";
import { payloadOf } from "./payload.ts";
import type { S3Request } from "./s3-request.ts";

/** Serves HeadObject too: the front door's HTTP server leaves the body out of an answer to HEAD. */
export function getObject(call: S3Request): ServiceResponse {
  call.authorizeObject("s3:GetObject");
  const object = call.s3.headObject(call.bucket, call.key);
  if (!object) {
    // That a key is not there is told to those who may list the bucket.
    call.authorizeBucket("s3:ListBucket");
    throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);
  }
  const ifMatch = call.header("if-match");
  if (ifMatch !== undefined && !matches(ifMatch, object)) {
    throw new AwsError(
      "PreconditionFailed",
      "At least one of the pre-conditions you specified did not hold",
      412,
    );
  }
  const ifNoneMatch = call.header("if-none-match");
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, object)) return empty(304, { etag: object.etag });
  const { body } = object;
  const range = rangeOf(call.header("range"), body.length);
  if (!range) return { status: 200, headers: describe(object), body };
  const headers = {
    ...describe(object),
    "content-range": `bytes ${range.start}-${range.end}/${body.length}`,
  };
  return { status: 206, headers, body: body.subarray(range.start, range.end + 1) };
}

export function putObject(call: S3Request): ServiceResponse {
  call.authorizeObject("s3:PutObject");
  const { body, contentEncoding } = payloadOf(call);
  const { etag } = call.s3.putObject(call.bucket, call.key, {
    body,
    ...(call.header("content-type") && { contentType: call.header("content-type") }),
    cacheControl: call.header("cache-control"),
    contentEncoding,
    metadata: call.headersFrom("x-amz-meta-"),
  });
  return empty(200, { etag });
}

export function deleteObject(call: S3Request): ServiceResponse {
  call.authorizeObject("s3:DeleteObject");
  call.s3.deleteObject(call.bucket, call.key);
  return empty(204);
}

function describe({
  etag,
  lastModified,
  contentType,
  cacheControl,
  contentEncoding,
  metadata = {},
}: S3Object) {
  return {
    etag,
    "accept-ranges": "bytes",
    "content-type": contentType,
    "last-modified": lastModified.toUTCString(),
    ...(cacheControl !== undefined && { "cache-control": cacheControl }),
    ...(contentEncoding !== undefined && { "content-encoding": contentEncoding }),
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  };
}

const matches = (tags: string, { etag }: S3Object) =>
  tags.split(",").some((tag) => ["*", etag, etag.replaceAll('"', "")].includes(tag.trim()));
