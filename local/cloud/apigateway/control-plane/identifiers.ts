// Identifiers of the control plane: lower-case letters and digits, in the lengths AWS gives them.
import type { Random } from "../../random.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Length of an API's id, which is also the first label of its host name on AWS. */
export const API_ID_LENGTH = 10;
/** Length of the ids of integrations, routes and route responses. */
export const RESOURCE_ID_LENGTH = 7;
/** Length of a deployment's id. */
export const DEPLOYMENT_ID_LENGTH = 6;

/** Length of an API key's id. */
export const API_KEY_ID_LENGTH = 10;
/** Length of a usage plan's id. */
export const USAGE_PLAN_ID_LENGTH = 6;
/** Length of the values that API Gateway makes for API keys. */
const API_KEY_VALUE_LENGTH = 40;

/** @param length in characters; see the constants above */
export function createId(random: Random, length: number) {
  return Array.from(random.bytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** What a client sends as its API key. */
export function createKeyValue(random: Random) {
  return createId(random, API_KEY_VALUE_LENGTH);
}
