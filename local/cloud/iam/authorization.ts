// Reads what a SigV4 signature says about itself, from the Authorization header or a presigned URL.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
import type { IncomingHttpHeaders } from "node:http";
import { incompleteSignature } from "./errors.ts";

/** A request as it came in. */
export interface SignedRequest {
  method: string;
  /** Raw path and query, as received: decoding would lose what was signed. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Authorization {
  accessKeyId: string;
  /** Credential scope: day (YYYYMMDD), region and service. */
  day: string;
  region: string;
  service: string;
  /** Lower case, in the order they were signed. */
  signedHeaders: string[];
  /** Hexadecimal. */
  signature: string;
  /** YYYYMMDDTHHMMSSZ. */
  timestamp: string;
  sessionToken?: string;
  /** Seconds a presigned URL is good for; absent when the header carries the signature. */
  expires?: number;
}

export const ALGORITHM = "AWS4-HMAC-SHA256";

/** AWS signs at most one week ahead. */
const MAX_EXPIRES_SECONDS = 7 * 24 * 60 * 60;

/**
 * @returns undefined when the request is not signed
 * @throws AwsError IncompleteSignatureException when the signature lacks a part
 */
export function readAuthorization(request: SignedRequest): Authorization | undefined {
  const header = request.headers.authorization;
  if (header !== undefined)
    return header.startsWith("AWS4-") ? fromHeader(header, request.headers) : undefined;
  const query = queryOf(request.url);
  return query.has("X-Amz-Algorithm") ? fromQuery(query) : undefined;
}

function fromHeader(header: string, headers: IncomingHttpHeaders): Authorization {
  const space = header.indexOf(" ");
  requireAlgorithm(header.slice(0, space));
  const parts = new Map<string, string>();
  for (const part of header.slice(space + 1).split(",")) {
    const [name = "", value = ""] = part.trim().split("=", 2);
    parts.set(name, value);
  }
  const required = (name: string) => {
    const value = parts.get(name);
    if (value) return value;
    throw incompleteSignature(`Authorization header requires '${name}' parameter. Authorization=${header}`);
  };
  const timestamp = text(headers["x-amz-date"]);
  if (!timestamp) {
    throw incompleteSignature(
      `Authorization header requires existence of a 'X-Amz-Date' header. Authorization=${header}`,
    );
  }
  return {
    ...readScope(required("Credential")),
    signedHeaders: required("SignedHeaders").split(";"),
    signature: required("Signature"),
    timestamp,
    sessionToken: text(headers["x-amz-security-token"]),
  };
}

function fromQuery(query: URLSearchParams): Authorization {
  const required = (name: string) => {
    const value = query.get(name);
    if (value) return value;
    throw incompleteSignature(`AWS query-string parameters must include '${name}'.`);
  };
  requireAlgorithm(required("X-Amz-Algorithm"));
  const expires = Number(required("X-Amz-Expires"));
  if (!Number.isInteger(expires) || expires < 1 || expires > MAX_EXPIRES_SECONDS) {
    throw incompleteSignature(`X-Amz-Expires must be a number of seconds from 1 to ${MAX_EXPIRES_SECONDS}.`);
  }
  return {
    ...readScope(required("X-Amz-Credential")),
    signedHeaders: required("X-Amz-SignedHeaders").split(";"),
    signature: required("X-Amz-Signature"),
    timestamp: required("X-Amz-Date"),
    sessionToken: query.get("X-Amz-Security-Token") ?? undefined,
    expires,
  };
}

function readScope(credential: string) {
  const [accessKeyId, day, region, service, terminator, ...rest] = credential.split("/");
  if (!accessKeyId || !day || !region || !service || terminator !== "aws4_request" || rest.length > 0) {
    throw incompleteSignature(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/aws4_request, got '${credential}'`,
    );
  }
  return { accessKeyId, day, region, service };
}

function requireAlgorithm(algorithm: string) {
  if (algorithm !== ALGORITHM) throw incompleteSignature(`Unsupported AWS 'algorithm': '${algorithm}'.`);
}

function queryOf(url: string) {
  const mark = url.indexOf("?");
  return new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1).replaceAll("+", "%2B"));
}

const text = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
