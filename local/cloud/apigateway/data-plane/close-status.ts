// Why a connection ended, as its client and the $disconnect event are told.
// Codes: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1

export interface CloseStatus {
  code: number;
  reason: string;
}

/** Idle for too long, connected for too long, or its stage deleted. */
export const GOING_AWAY: CloseStatus = { code: 1001, reason: "Going away" };
/** Closed by DeleteConnection, which can give no status of its own. */
export const CLOSED_BY_BACKEND: CloseStatus = { code: 1000, reason: "Connection Closed Normally" };
/** The reasons of the next two are ours; AWS's are not known. */
export const BINARY_REFUSED: CloseStatus = { code: 1003, reason: "Unsupported data" };
export const TOO_BIG: CloseStatus = { code: 1009, reason: "Message too big" };
/** The connection was lost without a close frame. */
export const LOST: CloseStatus = { code: 1006, reason: "" };

const NO_STATUS = 1005;

/** What the client's own close frame said. */
export function statusFromClient(code: number, reason: string): CloseStatus {
  return { code, reason: code === NO_STATUS ? "Client-side close frame status not set" : reason };
}

/**
 * What `ws` closed with after a violation of the protocol. It tells by the error's code only, and reports 1006.
 * @returns undefined when the error is not about the protocol, such as a reset connection
 */
export function statusOfViolation(error: Error & { code?: string }): CloseStatus | undefined {
  if (!error.code?.startsWith("WS_ERR_")) return undefined;
  if (error.code.endsWith("_LENGTH") && error.code.startsWith("WS_ERR_UNSUPPORTED_")) return TOO_BIG;
  if (error.code === "WS_ERR_INVALID_UTF8") return { code: 1007, reason: "Invalid UTF-8" };
  return { code: 1002, reason: "Protocol error" };
}
