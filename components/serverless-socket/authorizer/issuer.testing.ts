// An OpenID Connect issuer on the loopback interface: metadata, keys that can be exchanged, tokens.
import { generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Issuer {
  /** What its tokens have as `iss`. */
  url: string;
  /** The paths that have been asked for, in order. */
  requests: string[];
  /** The documents by path; what is taken out is answered 404. */
  documents: Map<string, () => object>;
  /** A token signed with the present key, or whatever `header` and `key` say. */
  token(claims?: object, otherwise?: { header?: object; key?: SigningKey }): string;
  /** Signs with a new key from now on, and forgets the old one. */
  rotate(): void;
  stop(): Promise<unknown>;
}

interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  jwk: JsonWebKey;
}

export const METADATA = "/.well-known/openid-configuration";
export const KEYS = "/keys";

/** Seconds for which a token is good unless it says otherwise. */
const LIFETIME = 60;

const ALGORITHM = "ES256";

export function createKey(kid: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { kid, privateKey, jwk: publicKey.export({ format: "jwk" }) };
}

/** Its tokens are for the audience `app`, and about the user `ada`. */
export async function startIssuer(): Promise<Issuer> {
  let key = createKey("first");
  const requests: string[] = [];
  const documents = new Map<string, () => object>([
    [METADATA, () => ({ issuer: url, jwks_uri: url + KEYS })],
    [KEYS, () => ({ keys: [{ ...key.jwk, kid: key.kid, use: "sig", alg: ALGORITHM }] })],
  ]);
  const server = createServer(({ url: path = "" }, response) => {
    requests.push(path);
    const document = documents.get(path);
    response.writeHead(document ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(document?.()));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    documents,
    token(claims = {}, { header = {}, key: signer = key } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: url, aud: "app", sub: "ada", iat: now, exp: now + LIFETIME, ...claims };
      const signed = [{ alg: ALGORITHM, kid: signer.kid, ...header }, payload].map(base64Url).join(".");
      const signature = sign("sha256", Buffer.from(signed), {
        key: signer.privateKey,
        // JWTs have the two numbers side by side: https://www.rfc-editor.org/rfc/rfc7518#section-3.4
        dsaEncoding: "ieee-p1363",
      });
      return `${signed}.${signature.toString("base64url")}`;
    },
    rotate: () => (key = createKey(`after ${key.kid}`)),
    stop() {
      server.close();
      server.closeAllConnections();
      return once(server, "close");
    },
  };
}

const base64Url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
