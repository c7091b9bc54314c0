// Identifiers of connections, requests and messages in the shape AWS gives them: 15 characters of base64url and a
// final `=`, which callers have to encode in URLs. In captures character 12 tells the kind, and a message's id ends
// in the last eight characters of its connection's.
import type { Random } from "../../random.ts";

const ID_BYTES = 11;
const KIND_AT = 11;
const CONNECTION_ID = /^[\w-]{15}=$/;
/** How much of a message's id is its own. */
const OWN_BYTES = 6;
const SHARED_SUFFIX = 8;
const SHARED_PREFIX = 5;

export const createConnectionId = (random: Random) => toId(random.bytes(ID_BYTES), "C");

export const createRequestId = (random: Random) => toId(random.bytes(ID_BYTES), "F");

/** The request that opens a connection begins as the connection's own id does. */
export const createConnectRequestId = (random: Random, connectionId: string) =>
  connectionId.slice(0, SHARED_PREFIX) + createRequestId(random).slice(SHARED_PREFIX);

/** Both ids of a message from one draw, since every message pays for it. */
export function createMessageIds(random: Random, connectionId: string) {
  const bytes = random.bytes(ID_BYTES + OWN_BYTES);
  return {
    requestId: toId(bytes.subarray(0, ID_BYTES), "F"),
    messageId: bytes.subarray(ID_BYTES).toString("base64url") + connectionId.slice(-SHARED_SUFFIX),
  };
}

export const isConnectionId = (text: string) => CONNECTION_ID.test(text);

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
export function createTraceId(random: Random, now: number) {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, "0");
  return `Root=1-${seconds}-${random.bytes(12).toString("hex")}`;
}

/** @param kind C for connections, F for requests */
function toId(bytes: Buffer, kind: "C" | "F") {
  const text = bytes.toString("base64url");
  return `${text.slice(0, KIND_AT)}${kind}${text.slice(KIND_AT + 1)}=`;
}
