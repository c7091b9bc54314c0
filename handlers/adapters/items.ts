// The rows of the connection table: keys and attributes, in DynamoDB's own notation.
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Connection, Member, MemberKey } from "../domain/ports.ts";
import { MalformedItemError } from "./errors.ts";

type Item = Record<string, AttributeValue>;

/** `C#<connection>` / `C` */
export function connectionKey(connectionId: string) {
  return { pk: { S: `C#${connectionId}` }, sk: { S: "C" } };
}

/** `R#<room>#<shard>`: the partition that one Query lists. */
export function memberPartition(room: string, shard: number) {
  return `R#${room}#${shard}`;
}

/** `R#<room>#<shard>` / `<connection>` */
export function memberKey({ room, shard, connectionId }: MemberKey) {
  return { pk: { S: memberPartition(room, shard) }, sk: { S: connectionId } };
}

/** The item of a connection. Without `protocol` for a plain one; DynamoDB has no undefined. */
export function connectionItem({ id, user, protocol, rooms, connectedAt, expiresAt }: Connection): Item {
  const shards = Object.entries(rooms).map(([room, shard]): [string, AttributeValue] => [
    room,
    numeric(shard),
  ]);
  return {
    ...connectionKey(id),
    user: { S: user.id },
    name: { S: user.name },
    ...(protocol && { protocol: { S: protocol } }),
    rooms: { M: Object.fromEntries(shards) },
    since: numeric(connectedAt),
    exp: numeric(expiresAt),
  };
}

/** The item of a member. */
export function memberItem(member: Member): Item {
  return {
    ...memberKey(member),
    user: { S: member.userId },
    since: numeric(member.since),
    exp: numeric(member.expiresAt),
  };
}

/** The connection that an item holds. @throws MalformedItemError */
export function connectionFrom(id: string, item: Item): Connection {
  const rooms = item.rooms?.M;
  if (!rooms) throw new MalformedItemError(item, "rooms");
  return {
    id,
    user: { id: text(item, "user"), name: text(item, "name") },
    ...(item.protocol && { protocol: text(item, "protocol") }),
    rooms: Object.fromEntries(Object.keys(rooms).map((room) => [room, number(rooms, room)])),
    connectedAt: number(item, "since"),
    expiresAt: number(item, "exp"),
  };
}

/** The member that an item of the room's shard holds. @throws MalformedItemError */
export function memberFrom(room: string, shard: number, item: Item): Member {
  return {
    room,
    shard,
    connectionId: text(item, "sk"),
    userId: text(item, "user"),
    since: number(item, "since"),
    expiresAt: number(item, "exp"),
  };
}

function numeric(value: number) {
  return { N: String(value) };
}

function text(item: Item, attribute: string) {
  const value = item[attribute]?.S;
  if (value === undefined) throw new MalformedItemError(item, attribute);
  return value;
}

function number(item: Item, attribute: string) {
  const value = item[attribute]?.N;
  if (value === undefined) throw new MalformedItemError(item, attribute);
  return Number(value);
}
