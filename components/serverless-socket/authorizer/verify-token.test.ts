// What a verifier asks of its issuer, and when, by a clock that the test moves.
import { afterEach, beforeEach, expect, test } from "vitest";
import { IssuerError, UnauthenticatedError } from "./errors.ts";
import { createKey, type Issuer, KEYS, METADATA, startIssuer } from "./issuer.testing.ts";
import { type TokenPolicy, tokenVerifier } from "./verify-token.ts";

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;

let issuer: Issuer;
let now: number;

beforeEach(async () => {
  issuer = await startIssuer();
  now = 0;
});
afterEach(() => issuer.stop());

function verifier(policy: Partial<TokenPolicy> = {}) {
  const { url } = issuer;
  return tokenVerifier(
    { issuer: url, audience: ["app"], clockSkewSeconds: 0, claims: [], ...policy },
    () => now,
  );
}

test("asks for metadata and keys once, also when many tokens come at once", async () => {
  const verify = verifier();
  await Promise.all([1, 2, 3].map(() => verify(issuer.token())));
  await verify(issuer.token());
  expect(issuer.requests).toEqual([METADATA, KEYS]);
});

test("asks for the keys alone where it was told their address", async () => {
  expect(await verifier({ jwksUri: issuer.url + KEYS })(issuer.token())).toEqual({
    principalId: "ada",
    context: {},
  });
  expect(issuer.requests).toEqual([KEYS]);
});

test("hands on the claims it was told to, lists and objects as JSON", async () => {
  const token = issuer.token({ admin: true, age: 36, groups: ["a", "b"], nothing: null, other: "x" });
  const { context } = await verifier({ claims: ["admin", "age", "groups", "nothing", "missing"] })(token);
  expect(context).toEqual({ admin: true, age: 36, groups: '["a","b"]' });
});

test("one of several audiences will do, on either side", async () => {
  const verify = verifier({ audience: ["app", "second"] });
  await verify(issuer.token({ aud: ["third", "second"] }));
  await expect(verify(issuer.token({ aud: ["third"] }))).rejects.toThrow(UnauthenticatedError);
});

test("a key that the issuer has taken back is good for an hour at most", async () => {
  const verify = verifier();
  const token = issuer.token();
  await verify(token);
  issuer.rotate();
  now += HOUR - 1;
  await verify(token);
  now += 1;
  await expect(verify(token)).rejects.toThrow(UnauthenticatedError);
});

test("unknown keys make it ask again at most every ten seconds, though its timers may stand still", async () => {
  const verify = verifier();
  const tokenOf = (kid: string) => issuer.token({}, { key: createKey(kid) });
  await verify(issuer.token());
  for (const kid of ["one", "two", "three"]) {
    await expect(verify(tokenOf(kid))).rejects.toThrow(UnauthenticatedError);
  }
  expect(issuer.requests).toEqual([METADATA, KEYS, KEYS]);
  await verify(issuer.token());
  now += 10 * SECOND;
  issuer.rotate();
  await verify(issuer.token());
  expect(issuer.requests).toEqual([METADATA, KEYS, KEYS, KEYS]);
});

test.for<[string, () => void]>([
  ["metadata cannot be had", () => issuer.documents.delete(METADATA)],
  ["keys cannot be had", () => issuer.documents.delete(KEYS)],
  ["keys make no sense", () => issuer.documents.set(KEYS, () => ({ keys: [{ kty: 3 }] }))],
  [
    "metadata is another issuer's",
    () => issuer.documents.set(METADATA, () => ({ issuer: "https://elsewhere.example", jwks_uri: "x" })),
  ],
  [
    "keys are where anybody on the way could exchange them",
    () =>
      issuer.documents.set(METADATA, () => ({ issuer: issuer.url, jwks_uri: "http://issuer.example/keys" })),
  ],
])("an issuer whose %s is not the client's fault, and is asked again by the next", async ([, spoil]) => {
  const documents = new Map(issuer.documents);
  const verify = verifier();
  spoil();
  await expect(verify(issuer.token())).rejects.not.toThrow(UnauthenticatedError);
  for (const [path, document] of documents) issuer.documents.set(path, document);
  await verify(issuer.token());
});

test("an issuer without TLS is not even asked, unless it is on this machine", async () => {
  const verify = verifier({ issuer: "http://issuer.example" });
  await expect(verify(issuer.token())).rejects.toThrow(IssuerError);
  expect(issuer.requests).toEqual([]);
});
