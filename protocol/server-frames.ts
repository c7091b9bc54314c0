// What the server may send, told apart by `type`. Only `message` frames have a top-level `message`: it is all
// a plain client looks at.
import * as v from "valibot";

const user = v.object({
  /** From the authorizer or assigned by the server; never taken from a message. */
  id: v.string(),
  /** For people to read. Not unique. */
  name: v.string(),
});

/** Milliseconds since the Unix epoch, on the server's clock. */
const at = v.number();

/** What someone else said. `id` is unique for its author; a copy of a message has the same one. */
const messageFrame = v.object({
  type: v.literal("message"),
  room: v.string(),
  id: v.string(),
  from: user,
  at,
  message: v.unknown(),
});

/** The server took the message with this `id`. */
const ackFrame = v.object({ type: v.literal("ack"), id: v.string(), room: v.string(), at });

/** The answer to `sync`: who the server takes this connection for. */
const welcomeFrame = v.object({ type: v.literal("welcome"), you: user, room: v.string(), at });

/** A frame was refused; `action` and `id` are those of the frame, where they could be read. */
const errorFrame = v.object({
  type: v.literal("error"),
  /** An `ErrorCode`, or one that a newer server added. */
  code: v.string(),
  reason: v.string(),
  action: v.optional(v.string()),
  id: v.optional(v.string()),
});

const serverFrame = v.variant("type", [messageFrame, ackFrame, welcomeFrame, errorFrame]);

export type User = v.InferOutput<typeof user>;
export type MessageFrame = v.InferOutput<typeof messageFrame>;
export type AckFrame = v.InferOutput<typeof ackFrame>;
export type WelcomeFrame = v.InferOutput<typeof welcomeFrame>;
export type ErrorFrame = v.InferOutput<typeof errorFrame>;
export type ServerFrame = v.InferOutput<typeof serverFrame>;

/**
 * Reads a frame as it arrives in a client.
 * @param data the `data` of a WebSocket message event
 * @returns nothing for what is no frame of ours: a type that a newer server added, or words of the gateway
 *   itself
 */
export function parseServerFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const result = v.safeParse(serverFrame, JSON.parse(data));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
