// What a PutObject carries: taken out of its chunks, and compared with the checksum that its sender gave.
import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { AwsError } from "../../errors.ts";
import type { S3Request } from "./s3-request.ts";

/** Checksums by the end of their header's name, in base64. Others that S3 knows are not compared. */
const CHECKSUMS: Record<string, (body: Buffer) => string> = {
  crc32(body) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString("base64");
  },
  sha1: (body) => hash("sha1", body, "base64"),
  sha256: (body) => hash("sha256", body, "base64"),
};

/** @throws AwsError BadDigest, IncompleteBody */
export function payloadOf(call: S3Request): { body: Buffer; contentEncoding?: string } {
  const encodings = (call.header("content-encoding") ?? "").split(/,\s*/).filter(Boolean);
  const isChunked = call.header("x-amz-content-sha256")?.startsWith("STREAMING-") ?? false;
  const { body, trailers } = isChunked ? unchunk(call.body) : { body: call.body, trailers: {} };
  const checksums = { ...call.headersFrom("x-amz-checksum-"), ...trailers };
  for (const [algorithm, expected] of Object.entries(checksums)) {
    const actual = CHECKSUMS[algorithm]?.(body) ?? expected;
    if (actual !== expected) throw badDigest(algorithm.toUpperCase());
  }
  const md5 = call.header("content-md5");
  if (md5 !== undefined && md5 !== hash("md5", body, "base64")) throw badDigest("Content-MD5");
  const contentEncoding = encodings.filter((encoding) => encoding !== "aws-chunked").join(",");
  return { body, ...(contentEncoding !== "" && { contentEncoding }) };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
function unchunk(encoded: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = encoded.indexOf("\r\n", at);
    const [, digits] =
      /^([0-9a-f]+)(?:;.*)?$/i.exec(encoded.toString("latin1", at, Math.max(lineEnd, at))) ?? [];
    if (digits === undefined) throw incomplete();
    const size = parseInt(digits, 16);
    at = lineEnd + 2;
    if (size === 0)
      return { body: Buffer.concat(chunks), trailers: trailersOf(encoded.toString("latin1", at)) };
    if (at + size > encoded.length) throw incomplete();
    chunks.push(encoded.subarray(at, at + size));
    at += size + "\r\n".length;
  }
}

/** Checksums among them, by the end of their names. */
const trailersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/^x-amz-checksum-([^:]+):\s*(\S+)/gim)].map(([, name = "", value = ""]) => [
      name.toLowerCase(),
      value,
    ]),
  );

const badDigest = (name: string) =>
  new AwsError("BadDigest", `The ${name} you specified did not match the calculated checksum.`);

const incomplete = () =>
  new AwsError(
    "IncompleteBody",
    "The request body terminated unexpectedly: a chunk is not what its size says.",
  );
