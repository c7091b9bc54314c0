// Who may connect, and as what.
import { LOBBY, SUB_PROTOCOL } from "../../protocol/names.ts";
import type { User } from "../../protocol/server-frames.ts";
import { ForeignOriginError, MissingOriginError } from "./errors.ts";
import { newGuest } from "./guest.ts";
import type { Connection, Random } from "./ports.ts";
import { shardFor } from "./shards.ts";

/**
 * Seconds a row outlives its handshake: the two hours after which API Gateway closes any connection, and ten
 * minutes for clocks that differ.
 */
const LIFETIME_SECONDS = 2 * 60 * 60 + 10 * 60;

/** What the handshake of a client says. */
export interface Handshake {
  connectionId: string;
  /** Milliseconds since the Unix epoch. */
  connectedAt: number;
  /** Values of the Origin header: one from a browser, none from most other clients. */
  origins: string[];
  /** Sub-protocols that the client offers. */
  protocols: string[];
  /** Whom an authorizer took the client for, where the API has one. */
  user?: User;
}

/** Which Origins may connect. */
export interface OriginPolicy {
  /** Compared letter by letter, as a browser sends them. An empty list lets every Origin pass. */
  allowedOrigins: string[];
  /** Whether a client without an Origin is refused. */
  requireOrigin: boolean;
}

/**
 * Lets a client in as whom the authorizer vouches for, or as a guest, in the lobby.
 * @throws ForeignOriginError, MissingOriginError
 */
export function admit(handshake: Handshake, policy: OriginPolicy, random: Random): Connection {
  checkOrigin(handshake.origins, policy);
  const { connectionId, connectedAt, protocols } = handshake;
  return {
    id: connectionId,
    user: handshake.user ?? newGuest(random),
    ...(protocols.includes(SUB_PROTOCOL) && { protocol: SUB_PROTOCOL }),
    rooms: { [LOBBY]: shardFor(connectionId) },
    connectedAt,
    expiresAt: Math.floor(connectedAt / 1000) + LIFETIME_SECONDS,
  };
}

function checkOrigin(origins: string[], { allowedOrigins, requireOrigin }: OriginPolicy) {
  if (origins.length === 0 && requireOrigin) throw new MissingOriginError();
  if (allowedOrigins.length === 0) return;
  const foreign = origins.find((origin) => !allowedOrigins.includes(origin));
  if (foreign !== undefined) throw new ForeignOriginError(foreign);
}
