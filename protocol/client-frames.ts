// What a client may send. `action` selects the route; a field that is not named here is dropped.
import * as v from "valibot";
import type { ErrorCode } from "./errors.ts";
import { nestsDeeperThan, utf8Bytes } from "./json.ts";
import { ID_LENGTH_MAX, MESSAGE_BYTES_MAX, MESSAGE_DEPTH_MAX, ROOM_LENGTH_MAX } from "./limits.ts";

// Each check carries the error code that its failure is answered with.
const code = (code: ErrorCode) => code;

const message = v.pipe(
  v.unknown(),
  v.check((value) => value !== "", code("message-empty")),
  v.check((value) => !nestsDeeperThan(MESSAGE_DEPTH_MAX, value), code("message-too-deep")),
  v.check((value) => utf8Bytes(JSON.stringify(value)) <= MESSAGE_BYTES_MAX, code("message-too-long")),
);

const room = v.pipe(
  v.string(code("room-invalid")),
  v.regex(/^[\w-]+$/, code("room-invalid")),
  v.maxLength(ROOM_LENGTH_MAX, code("room-invalid")),
);

const id = v.pipe(
  v.string(code("id-invalid")),
  v.minLength(1, code("id-invalid")),
  v.maxLength(ID_LENGTH_MAX, code("id-invalid")),
);

/** Says `message` to a room, the lobby unless named. `id` is the client's own, unique among its messages. */
export const sendFrame = v.object(
  {
    action: v.literal("send", code("action-unknown")),
    message,
    room: v.optional(room),
    id: v.optional(id),
  },
  // `message` is the only key that can be missing here: without an `action` a frame does not get this far.
  code("message-missing"),
);

/** Asks for `welcome`: the first frame of a `chat.v1` client, and its keep-alive. */
export const syncFrame = v.object({ action: v.literal("sync", code("action-unknown")) });

export type SendFrame = v.InferOutput<typeof sendFrame>;
export type SyncFrame = v.InferOutput<typeof syncFrame>;

/** What can stand for the id of a message. */
export const messageId = id;
