// Why a handshake is refused, or cannot be judged.

/** The base of what the client is to blame for. `message` goes to the log only. */
export class RefusedHandshakeError extends Error {
  override name = "RefusedHandshakeError";
}

/** Who the client is has not been shown: 401. */
export class UnauthenticatedError extends RefusedHandshakeError {
  override name = "UnauthenticatedError";
}

/** The page that the client runs in may not connect, whoever uses it: 403. */
export class ForeignOriginError extends RefusedHandshakeError {
  override name = "ForeignOriginError";
}

/** The issuer's documents cannot be had or used. Nobody can be judged then, so API Gateway answers 500. */
export class IssuerError extends Error {
  override name = "IssuerError";
}

/** An environment variable that the component sets is missing. */
export class MissingVariableError extends Error {
  override name = "MissingVariableError";

  constructor(variable: string) {
    super(
      `The environment variable ${variable} is not set; the component that creates this function sets it`,
    );
  }
}
