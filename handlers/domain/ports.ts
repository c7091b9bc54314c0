// What the domain needs from the world. Adapters give it DynamoDB and `@connections`, tests give it memory.
import type { User } from "../../protocol/server-frames.ts";

/** One open WebSocket and what the server knows about its user. */
export interface Connection {
  id: string;
  user: User;
  /** The sub-protocol it opted in to; a plain client has none. */
  protocol?: string;
  /** The rooms it is in, each with the shard that holds its member row. */
  rooms: Record<string, number>;
  /** Milliseconds since the Unix epoch. */
  connectedAt: number;
  /** Seconds since the Unix epoch, the unit of DynamoDB's time to live. */
  expiresAt: number;
}

/** That a connection is in a room: one line of the list that a message is delivered to. */
export interface Member {
  room: string;
  shard: number;
  connectionId: string;
  userId: string;
  /** Milliseconds since the Unix epoch. */
  since: number;
  /** Seconds since the Unix epoch. */
  expiresAt: number;
}

/** The names of a member's row. */
export type MemberKey = Pick<Member, "room" | "shard" | "connectionId">;

/** The connections, by id. A stored row may have expired; the reader looks. */
export interface Connections {
  put(connection: Connection): Promise<void>;
  get(connectionId: string): Promise<Connection | undefined>;
  /** Idempotent. */
  delete(connectionId: string): Promise<void>;
}

/** The members, by room and shard. A stored row may have expired; the reader looks. */
export interface Members {
  put(member: Member): Promise<void>;
  /** All members of one shard, read page by page as they are taken. Sees every `put` that has returned. */
  list(room: string, shard: number): AsyncIterable<Member>;
  /** Idempotent. */
  delete(key: MemberKey): Promise<void>;
}

/** What became of one post to a connection. */
export type PostOutcome =
  | { kind: "delivered" }
  /** The connection is closed for good. */
  | { kind: "gone" }
  /** `reason` is a name for the log; `retry` tells whether a later try can succeed. */
  | { kind: "failed"; retry: boolean; reason: string };

export interface Transport {
  /** Posts one text frame; gives up after `withinMs` milliseconds. Never rejects: a failure is an outcome. */
  post(connectionId: string, frame: string, withinMs: number): Promise<PostOutcome>;
}

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

/** Ids and counts only: what people say to each other is never a field. */
export type Fields = Record<string, string | number>;

export interface Log {
  info(event: string, fields: Fields): void;
  /** @param error whatever was thrown */
  error(event: string, error: unknown, fields: Fields): void;
}
