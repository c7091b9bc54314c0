// The edge for what clients send: unknown text in, a typed frame out, or a ProtocolError.
import * as v from "valibot";
import { messageId } from "./client-frames.ts";
import type { sendFrame, syncFrame } from "./client-frames.ts";
import { isErrorCode, ProtocolError } from "./errors.ts";
import { utf8Bytes } from "./json.ts";
import { ACTION_LENGTH_MAX, FRAME_BYTES_MAX } from "./limits.ts";

/**
 * Reads one frame of the kind that `schema` describes.
 * @param text the body of the WebSocket message
 * @throws ProtocolError with the code of the first thing that is wrong
 */
export function parseClientFrame<Schema extends typeof sendFrame | typeof syncFrame>(
  schema: Schema,
  text: unknown,
): v.InferOutput<Schema> {
  const frame = parseObject(text);
  const action = actionIn(frame);
  const result = v.safeParse(schema, frame, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return result.output;
  throw refusal(result.issues[0].message, action);
}

/**
 * Reads only what the frame wants done.
 * @throws ProtocolError when the frame cannot be read, or has no action
 */
export function parseAction(text: unknown): string {
  return actionIn(parseObject(text));
}

/** The refusal of an action that no route takes; names it. */
export function unknownAction(action: string) {
  const shown = JSON.stringify(action.slice(0, ACTION_LENGTH_MAX));
  return new ProtocolError("action-unknown", `The action ${shown} is unknown here; use "send" or "sync".`);
}

/** What tells the sender which frame an `error` is about, as far as the frame can be read. Never throws. */
export function labelsOf(text: unknown): { action?: string; id?: string } {
  try {
    const { action, id } = parseObject(text);
    return {
      ...(typeof action === "string" && { action: action.slice(0, ACTION_LENGTH_MAX) }),
      ...(v.is(messageId, id) && { id }),
    };
  } catch {
    return {};
  }
}

function parseObject(text: unknown): Record<string, unknown> {
  if (typeof text !== "string") throw new ProtocolError("frame-not-json");
  if (utf8Bytes(text) > FRAME_BYTES_MAX) throw new ProtocolError("frame-too-long");
  const value = parseJson(text);
  if (!isObject(value)) throw new ProtocolError("frame-not-object");
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError("frame-not-json");
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function actionIn({ action }: Record<string, unknown>): string {
  if (typeof action !== "string" || action === "") throw new ProtocolError("action-missing");
  return action;
}

function refusal(code: string, action: string) {
  if (code === "action-unknown") return unknownAction(action);
  // Every check in a schema is labelled with a code, so anything else is a mistake in a schema.
  return new ProtocolError(isErrorCode(code) ? code : "internal");
}
