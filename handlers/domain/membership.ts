// The coming and going of connections: which rows there are of one, and in which order they are written.
import { ProtocolError } from "../../protocol/errors.ts";
import type { Clock, Connection, Connections, Member, Members } from "./ports.ts";
import { shardsOf } from "./shards.ts";

/** The two kinds of rows that there are of a connection. */
export interface Rows {
  connections: Connections;
  members: Members;
}

/** Writes a connection down, and its place in its rooms. */
export async function arrive({ connections, members }: Rows, connection: Connection) {
  // First the connection: it names the member rows, so that none is left that nobody knows of.
  await connections.put(connection);
  await Promise.all(membersOf(connection).map((member) => members.put(member)));
}

/** Forgets a connection. Idempotent: an unknown one is already forgotten. */
export async function depart({ connections, members }: Rows, connectionId: string) {
  const connection = await connections.get(connectionId);
  if (!connection) return;
  // Last the connection, so that after a failure in between another try still finds the rest.
  await Promise.all(membersOf(connection).map((member) => members.delete(member)));
  await connections.delete(connectionId);
}

/**
 * The connection behind an id.
 * @throws ProtocolError `not-connected` when it is not known any more
 */
export async function recognise({ connections, clock }: Rows & { clock: Clock }, connectionId: string) {
  const connection = await connections.get(connectionId);
  if (!connection || hasExpired(connection, clock)) throw new ProtocolError("not-connected");
  return connection;
}

/** Everybody in a room, over all of its shards. */
export async function* audience({ members, clock }: Rows & { clock: Clock }, room: string) {
  for (const shard of shardsOf(room)) {
    for await (const member of members.list(room, shard)) {
      if (!hasExpired(member, clock)) yield member;
    }
  }
}

function membersOf({ id, user, rooms, connectedAt, expiresAt }: Connection): Member[] {
  return Object.entries(rooms).map(([room, shard]) => ({
    room,
    shard,
    connectionId: id,
    userId: user.id,
    since: connectedAt,
    expiresAt,
  }));
}

/** DynamoDB deletes expired items up to days late, so every reader has to look. */
function hasExpired({ expiresAt }: { expiresAt: number }, clock: Clock) {
  return expiresAt * 1000 <= clock.now();
}
