// Names that both ends of the wire must spell alike.

/** The WebSocket sub-protocol that a client offers to get `ack` and `welcome` frames as well. */
export const SUB_PROTOCOL = "chat.v1";

/** The room every connection is in, and the one a `send` without `room` speaks to. */
export const LOBBY = "lobby";
