// Signature Version 4, computed from a request as it came in.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";
import { ALGORITHM, type Authorization, type SignedRequest } from "./authorization.ts";

/**
 * The key that signs one day's requests to one service; the same for a whole day, so worth keeping. A KeyObject, since
 * Node makes one of a Buffer for every signature, at six times the cost of the signature itself.
 */
export function signingKey(secretAccessKey: string, { day, region, service }: Authorization): KeyObject {
  const steps = [day, region, service, "aws4_request"];
  return createSecretKey(steps.reduce((key, step) => hmac(key, step), Buffer.from(`AWS4${secretAccessKey}`)));
}

/** @param payloadHash hexadecimal SHA-256 of the body, or the word that S3 accepts in its place */
export function signatureOf(
  request: SignedRequest,
  authorization: Authorization,
  payloadHash: string,
  key: KeyObject,
): string {
  const { day, region, service, timestamp } = authorization;
  const scope = `${day}/${region}/${service}/aws4_request`;
  const canonical = canonicalRequest(request, authorization, payloadHash);
  return hmac(key, [ALGORITHM, timestamp, scope, sha256(canonical)].join("\n")).toString("hex");
}

export const sha256 = (data: string | Buffer) => hash("sha256", data, "hex");

const hmac = (key: Buffer | KeyObject, data: string) => createHmac("sha256", key).update(data).digest();

function canonicalRequest(
  request: SignedRequest,
  { service, signedHeaders }: Authorization,
  payloadHash: string,
) {
  const mark = request.url.indexOf("?");
  const path = mark < 0 ? request.url : request.url.slice(0, mark);
  const query = mark < 0 ? "" : request.url.slice(mark + 1);
  return [
    request.method,
    canonicalPath(path, service),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
    "",
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

/** S3 signs the path as it is sent. Every other service signs it normalised and encoded once more. */
function canonicalPath(path: string, service: string) {
  if (service === "s3" || path === "/") return path;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(encode(segment));
  }
  return `/${segments.join("/")}${segments.length > 0 && path.endsWith("/") ? "/" : ""}`;
}

function canonicalQuery(query: string) {
  if (query === "") return "";
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const name = equals < 0 ? pair : pair.slice(0, equals);
      return { name: recode(name), value: equals < 0 ? "" : recode(pair.slice(equals + 1)) };
    })
    .filter(({ name }) => name !== "X-Amz-Signature")
    .sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join("&");
}

function headerValue({ headers }: SignedRequest, name: string) {
  const value = headers[name] ?? "";
  return (Array.isArray(value) ? value.join(",") : value).trim().replace(/[ \t]+/g, " ");
}

/** Clients differ in what they escape on the wire; what is signed escapes all but RFC 3986's unreserved. */
function recode(text: string) {
  try {
    return encode(decodeURIComponent(text));
  } catch {
    return encode(text);
  }
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
