// Verifies the tokens of one issuer; the cryptography is aws-jwt-verify's.
import { JwtVerifier } from "aws-jwt-verify";
import { JwkValidationError, JwksValidationError, JwtBaseError } from "aws-jwt-verify/error";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { JwtPayload } from "aws-jwt-verify/jwt-model";
import { UnauthenticatedError } from "./errors.ts";
import type { Identity } from "./identity.ts";
import { discoverJwksUri, fetchDocument } from "./issuer.ts";
import { penaltyBox } from "./penalty-box.ts";
import { remember } from "./remember.ts";

/** Milliseconds. How long a key that the issuer has taken back may be good here, at the worst. */
const KEYS_MAX_AGE_MS = 60 * 60 * 1000;

export interface TokenPolicy {
  issuer: string;
  /** One of these has to be among the token's. */
  audience: string[];
  /** Where the keys are, if the issuer's metadata does not say. */
  jwksUri?: string;
  /** How far the issuer's clock may be from ours. */
  clockSkewSeconds: number;
  /** Claims to hand on. */
  claims: string[];
}

/**
 * A verifier that fetches the issuer's keys once, again after an hour, and when a token names a key it does not
 * know. Where the keys cannot be fetched, verifying fails with an IssuerError.
 *
 * @param now milliseconds since the Unix epoch
 */
export function tokenVerifier(policy: TokenPolicy, now: () => number = Date.now) {
  const box = penaltyBox(now);
  const verifier = remember(() => createVerifier(policy, box), KEYS_MAX_AGE_MS, now);

  /** @throws UnauthenticatedError, IssuerError */
  return async (token: string): Promise<Identity> => {
    const { verify } = await verifier();
    const payload = await verify(token).catch(refuse);
    if (!payload.sub) throw new UnauthenticatedError("the token does not say whose it is: no sub");
    return { principalId: payload.sub, context: contextOf(payload, policy.claims) };
  };
}

async function createVerifier(policy: TokenPolicy, box: ReturnType<typeof penaltyBox>) {
  const { issuer, audience, clockSkewSeconds } = policy;
  const jwksUri = policy.jwksUri ?? (await discoverJwksUri(issuer));
  const jwksCache = new SimpleJwksCache({ penaltyBox: box, fetcher: { fetch: fetchDocument } });
  const verifier = JwtVerifier.create(
    { issuer, audience, jwksUri, graceSeconds: clockSkewSeconds, customJwtCheck: requireExpiry },
    { jwksCache },
  );
  return { verify: (token: string) => verifier.verify(token) };
}

/** The library takes a token without `exp` for one that never expires. */
function requireExpiry({ payload }: { payload: JwtPayload }) {
  if (payload.exp === undefined) throw new UnauthenticatedError("the token never expires: no exp");
}

/** What the library finds wrong is the token's fault, unless it is the issuer's keys that make no sense. */
function refuse(error: unknown): never {
  const ofTheKeys = error instanceof JwksValidationError || error instanceof JwkValidationError;
  if (!(error instanceof JwtBaseError) || ofTheKeys) throw error;
  throw new UnauthenticatedError(`the token is not good: ${error.message}`, { cause: error });
}

/** API Gateway takes neither lists nor objects in a context; handlers get those as JSON. */
function contextOf(payload: JwtPayload, claims: string[]): Identity["context"] {
  const present = claims.flatMap((claim) => {
    const value: unknown = payload[claim];
    if (value === undefined || value === null) return [];
    const simple = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return [[claim, simple ? value : JSON.stringify(value)] as const];
  });
  return Object.fromEntries(present);
}
