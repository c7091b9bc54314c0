// Access keys: the root's and the temporary ones of roles, and whom each of them stands for.
import type { KeyObject } from "node:crypto";
import type { CloudContext } from "../context.ts";
import type { Random } from "../random.ts";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** Only temporary credentials have one, and they are good only together with it. */
  sessionToken?: string;
}

export interface Principal {
  arn: string;
  kind: "root" | "assumed-role";
  /** The role behind an assumed-role principal. */
  roleArn?: string;
  /** Condition keys that all of its requests carry. */
  context?: Record<string, string>;
  /** The key that signed: it tells the sessions of one role apart. */
  accessKeyId?: string;
}

export interface AccessKey extends Credentials {
  principal: Principal;
  /** When it ends, in milliseconds since the Unix epoch; with its role without it. */
  expiration?: number;
  /** Derived signing keys by credential scope. */
  signingKeys: Map<string, KeyObject>;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
type IdPrefix = "AKIA" | "ASIA" | "AROA" | "ANPA";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Characters after the prefix, in unique ids and in access key ids alike. */
const ID_LENGTH = 16;
/** 40 characters of base 64, as AWS makes them. */
const SECRET_BYTES = 30;
/** Tokens of AWS are some hundred characters long; clients must not count on a length. */
const TOKEN_BYTES = 192;

/** An id as IAM makes them: four letters that tell the kind, then 16 of A-Z and 2-7. */
export function uniqueId(random: Random, prefix: IdPrefix): string {
  return prefix + [...random.bytes(ID_LENGTH)].map((byte) => BASE32[byte % BASE32.length]).join("");
}

export class AccessKeys {
  readonly #random: Random;
  readonly #keys = new Map<string, AccessKey>();

  constructor({ random }: Pick<CloudContext, "random">) {
    this.#random = random;
  }

  /** A key that lasts; only the root has one. */
  createRoot(principal: Principal): Credentials {
    return this.#create("AKIA", principal);
  }

  /**
   * A key with a session token.
   * @param expiration milliseconds since the Unix epoch; without it the key lasts as long as its role does, which is
   *   for who would renew it anyway
   */
  createSession(principal: Principal, expiration?: number): Credentials {
    const sessionToken = this.#random.bytes(TOKEN_BYTES).toString("base64");
    return this.#create("ASIA", principal, { sessionToken, expiration });
  }

  find(accessKeyId: string): AccessKey | undefined {
    return this.#keys.get(accessKeyId);
  }

  /** Ends every session of a role. */
  deleteSessions(roleArn: string) {
    for (const [id, { principal }] of this.#keys) {
      if (principal.roleArn === roleArn) this.#keys.delete(id);
    }
  }

  #create(
    prefix: "AKIA" | "ASIA",
    principal: Principal,
    { sessionToken, expiration }: Pick<AccessKey, "sessionToken" | "expiration"> = {},
  ): Credentials {
    const accessKeyId = uniqueId(this.#random, prefix);
    const secretAccessKey = this.#random.bytes(SECRET_BYTES).toString("base64");
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    this.#keys.set(accessKeyId, {
      ...credentials,
      expiration,
      principal: { ...principal, accessKeyId },
      signingKeys: new Map(),
    });
    return credentials;
  }
}
