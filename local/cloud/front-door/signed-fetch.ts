// For tests of services whose SDK clients are not installed: a request with a signature in its header.
import { readAuthorization } from "../iam/authorization.ts";
import type { Credentials } from "../iam/iam.ts";
import { sha256, signatureOf, signingKey } from "../iam/sigv4.ts";

export interface SignedFetch {
  /** URL of the door. */
  url: string;
  /** As in the credential scope. */
  service: string;
  region: string;
  credentials: Credentials;
  /** Milliseconds since the Unix epoch. */
  now: number;
}

export async function signedFetch(
  { url, service, region, credentials, now }: SignedFetch,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Response> {
  const { method = "POST", body = "" } = init;
  const timestamp = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${timestamp.slice(0, 8)}/${region}/${service}/aws4_request`;
  const headers: Record<string, string> = {
    ...init.headers,
    host: new URL(url).host,
    "x-amz-date": timestamp,
    ...(credentials.sessionToken && { "x-amz-security-token": credentials.sessionToken }),
  };
  const signedHeaders = Object.keys(headers).sort().join(";");
  const authorize = (signature: string) =>
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  const request = { method, url: path, headers, body: Buffer.from(body) };
  const unsigned = readAuthorization({
    ...request,
    headers: { ...headers, authorization: authorize("0".repeat(64)) },
  });
  if (!unsigned) throw new Error("the request bears no authorization");
  const key = signingKey(credentials.secretAccessKey, unsigned);
  const authorization = authorize(signatureOf(request, unsigned, sha256(request.body), key));
  return fetch(url + path, {
    method,
    headers: { ...headers, authorization },
    ...(method !== "GET" && { body }),
  });
}
