// Turns what an origin or a function gives into an HTTP answer: validators, compression, HEAD.
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { AwsError } from "../errors.ts";
import { element } from "../query/xml.ts";
import type { S3Object } from "../s3/s3.ts";
import type { ViewerResponse } from "./viewer-event.ts";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** CloudFront compresses objects between these sizes, in bytes, of types made of text:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html */
const COMPRESSED_MIN = 1_000;
const COMPRESSED_MAX = 10_000_000;
const COMPRESSED_TYPES = /^(text\/|application\/(javascript|json|xml|manifest\+json|wasm)|image\/svg\+xml)/;

export function answerFromObject(object: S3Object, status = 200): Answer {
  return {
    status,
    headers: {
      "content-type": object.contentType,
      etag: object.etag,
      "last-modified": object.lastModified.toUTCString(),
      "accept-ranges": "bytes",
      server: "AmazonS3",
      ...(object.cacheControl && { "cache-control": object.cacheControl }),
      ...(object.contentEncoding && { "content-encoding": object.contentEncoding }),
    },
    body: object.body,
  };
}

/** As S3 words it. */
export const errorAnswer = ({ code, message, status }: AwsError): Answer => ({
  status,
  headers: { "content-type": "application/xml", server: "AmazonS3" },
  body: Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n${element("Error", { Code: code, Message: message })}`,
  ),
});

export function functionAnswer({ statusCode, headers = {}, body = "" }: ViewerResponse): Answer {
  const data =
    typeof body === "string"
      ? Buffer.from(body)
      : Buffer.from(body.data, body.encoding === "text" ? "utf8" : "base64");
  const flat = Object.entries(headers).map(([name, { value }]) => [name, value]);
  return { status: statusCode, headers: Object.fromEntries(flat), body: data };
}

export const textAnswer = (status: number, text: string): Answer => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8", server: "CloudFront" },
  body: Buffer.from(text),
});

/** Answers 304 where the viewer's copy is the current one. */
export function revalidate(answer: Answer, request: IncomingMessage): Answer {
  const known = request.headers["if-none-match"]?.split(/\s*,\s*/).map(unweakened);
  const { etag } = answer.headers;
  if (answer.status !== 200 || !etag || !known?.includes(unweakened(etag))) return answer;
  return { ...answer, status: 304, body: Buffer.alloc(0) };
}

/** The ETag of what was compressed. */
export const unweakened = (etag: string) => etag.replace(/^W\//, "");

/** @param encodings those that the viewer takes, the preferred first */
export function compress<Given extends Answer>(answer: Given, [encoding]: string[]): Given {
  const { headers, body } = answer;
  const fits = body.length >= COMPRESSED_MIN && body.length <= COMPRESSED_MAX;
  if (
    !encoding ||
    !fits ||
    headers["content-encoding"] ||
    !COMPRESSED_TYPES.test(headers["content-type"] ?? "")
  ) {
    return answer;
  }
  return {
    ...answer,
    headers: { ...headers, "content-encoding": encoding, vary: "Accept-Encoding", etag: `W/${headers.etag}` },
    body: encoding === "br" ? brotliCompressSync(body) : gzipSync(body),
  };
}

export function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  method: string | undefined,
) {
  if (status !== 304) response.setHeader("content-length", body.length);
  response.writeHead(status, headers);
  response.end(method === "HEAD" ? undefined : body);
}
