// Where an issuer has its keys, and how they are fetched.
import { IssuerError } from "./errors.ts";
import { isSecureUrl } from "./secure-url.ts";

/** Milliseconds. A client waits meanwhile, and API Gateway gives the authorizer 29 seconds in all. */
const FETCH_TIMEOUT_MS = 3_000;

/** Fetches one of the issuer's documents. @throws IssuerError */
export async function fetchDocument(url: string): Promise<ArrayBuffer> {
  if (!isSecureUrl(url)) throw notSecure(url);
  try {
    // A redirect may leave TLS, and no issuer needs one.
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new IssuerError(`${url} could not be fetched: ${cause}`, { cause });
  }
}

/**
 * The address of the keys, out of the issuer's metadata.
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig
 *
 * @throws IssuerError when it cannot be had, or is that of another issuer
 */
export async function discoverJwksUri(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const metadata = parse(url, await fetchDocument(url));
  if (metadata.issuer !== issuer) throw new IssuerError(`${url} is about the issuer ${metadata.issuer}`);
  const jwksUri = metadata.jwks_uri;
  if (typeof jwksUri !== "string") throw new IssuerError(`${url} has no jwks_uri`);
  if (!isSecureUrl(jwksUri)) throw notSecure(jwksUri);
  return jwksUri;
}

function parse(url: string, bytes: ArrayBuffer): Record<string, unknown> {
  try {
    return { ...JSON.parse(Buffer.from(bytes).toString()) };
  } catch (cause) {
    throw new IssuerError(`${url} is no JSON`, { cause });
  }
}

function notSecure(url: string) {
  return new IssuerError(`${url} is not https; keys from there could be anybody's`);
}
