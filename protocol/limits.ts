// How large the things on the wire may be. The client checks them before it sends, the handlers always.

/**
 * UTF-8 bytes of one client frame. API Gateway closes the connection at a WebSocket frame over 32 KB, but
 * lets a message of several frames grow to 128 KB; we stop where a browser has to, which sends one frame.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const FRAME_BYTES_MAX = 32 * 1024;

/** UTF-8 bytes of `JSON.stringify(message)`. Half a frame: the rest is ample room for its envelope. */
export const MESSAGE_BYTES_MAX = 16 * 1024;

/** Levels of arrays and objects in a `message`. Deeper ones overflow the stack of a recursive reader. */
export const MESSAGE_DEPTH_MAX = 64;

/** Characters of a client's own `id` for a message. A UUID has 36. */
export const ID_LENGTH_MAX = 64;

/** Characters of a room's name: it becomes part of a table key in each member's row. */
export const ROOM_LENGTH_MAX = 64;

/** Characters of a foreign `action` that an `error` frame repeats. */
export const ACTION_LENGTH_MAX = 64;
