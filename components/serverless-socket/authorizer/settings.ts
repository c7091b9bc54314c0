// What the component tells the packaged authorizer through its environment.
import type { CredentialPlace } from "./credentials.ts";
import { MissingVariableError } from "./errors.ts";
import type { OriginPolicy } from "./origins.ts";
import type { TokenPolicy } from "./verify-token.ts";

const PLACES: CredentialPlace[] = ["sub-protocol", "query", "header"];

/** @throws MissingVariableError */
export function tokenPolicy(): TokenPolicy {
  const { JWKS_URI, CLOCK_SKEW_SECONDS, CLAIMS } = process.env;
  return {
    issuer: variable("ISSUER"),
    audience: list(variable("AUDIENCE")),
    ...(JWKS_URI && { jwksUri: JWKS_URI }),
    clockSkewSeconds: Number(CLOCK_SKEW_SECONDS ?? 0),
    claims: list(CLAIMS),
  };
}

/** @throws MissingVariableError */
export function credentialPlaces(): CredentialPlace[] {
  const named = list(variable("TOKEN_FROM"));
  return PLACES.filter((place) => named.includes(place));
}

export function originPolicy(): OriginPolicy {
  const { ALLOWED_ORIGINS, REQUIRE_ORIGIN } = process.env;
  return { allowed: list(ALLOWED_ORIGINS), required: REQUIRE_ORIGIN === "true" };
}

/** @throws MissingVariableError */
export function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new MissingVariableError(name);
  return value;
}

/** `a,b` without empty parts. */
function list(text = "") {
  return text.split(",").filter((part) => part !== "");
}
