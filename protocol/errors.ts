// What a client can be told in an `error` frame: stable codes, and the words that go with them.
import {
  FRAME_BYTES_MAX,
  ID_LENGTH_MAX,
  MESSAGE_BYTES_MAX,
  MESSAGE_DEPTH_MAX,
  ROOM_LENGTH_MAX,
} from "./limits.ts";

const REASONS = {
  "frame-too-long": `The frame is over ${FRAME_BYTES_MAX} bytes; send less at a time.`,
  "frame-not-json": "The frame is not JSON; send one JSON object as text.",
  "frame-not-object":
    'The frame is JSON but no object; send an object such as {"action":"send","message":"hi"}.',
  "action-missing": 'The frame has no action; add one, such as "action":"send".',
  "action-unknown": 'The action is unknown here; use "send" or "sync".',
  "message-missing": "The frame has no message; add one: any JSON value but an empty string.",
  "message-empty": "The message is an empty string; send at least one character.",
  "message-too-long": `The message is over ${MESSAGE_BYTES_MAX} bytes as JSON; shorten it.`,
  "message-too-deep": `The message nests over ${MESSAGE_DEPTH_MAX} levels deep; flatten it.`,
  "room-invalid": `The room must be 1 to ${ROOM_LENGTH_MAX} letters, digits, hyphens or underscores.`,
  "room-unknown": "This connection is not in that room.",
  "id-invalid": `The id must be a string of 1 to ${ID_LENGTH_MAX} characters.`,
  "not-connected": "The server no longer knows this connection; connect again.",
  internal: "The server failed on this frame, not you; send it again in a moment.",
};

/** Stable: a code never changes its meaning. New ones may be added. */
export type ErrorCode = keyof typeof REASONS;

export const ERROR_CODES: readonly string[] = Object.keys(REASONS);

/** A frame that is refused; its message is the `reason` the client reads. */
export class ProtocolError extends Error {
  override name = "ProtocolError";
  readonly code: ErrorCode;

  /** @param reason what is wrong and what to do about it; by default the code's own words */
  constructor(code: ErrorCode, reason: string = REASONS[code]) {
    super(reason);
    this.code = code;
  }
}

/** Narrows a text, such as a schema's message, to a code. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(REASONS, text);
}
