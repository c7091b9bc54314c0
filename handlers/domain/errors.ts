// Why a handshake is refused. What goes wrong later is a ProtocolError, which the client reads in a frame.

/** A handshake that is answered with `status` instead of a WebSocket. */
export class HandshakeError extends Error {
  override name = "HandshakeError";
  /** HTTP status of the answer. */
  readonly status: number = 400;
}

/** A page from an Origin that is not on the list wants to connect. */
export class ForeignOriginError extends HandshakeError {
  override name = "ForeignOriginError";
  override readonly status = 403;

  constructor(origin: string) {
    super(`the Origin ${origin} is not allowed; add it to the allowed Origins if the page is yours`);
  }
}

/** A client without an Origin, so no browser, wants to connect where only browsers may. */
export class MissingOriginError extends HandshakeError {
  override name = "MissingOriginError";
  override readonly status = 403;

  constructor() {
    super("the handshake has no Origin, which is required here; send one that is on the list");
  }
}
