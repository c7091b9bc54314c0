// How the members of one room are spread over partitions of the table.

/**
 * Shards of a room. One partition takes 1,000 joins a second and lists about 4,000 members in a second's
 * work; a larger room doubles this. It may only grow: a connection remembers the shard it was put in.
 */
const SHARDS = 1;

/** Every shard of a room: who lists a room walks them all. */
export function shardsOf(_room: string) {
  return Array.from({ length: SHARDS }, (_, shard) => shard);
}

/** The shard that takes a new connection: a hash of its id. */
export function shardFor(connectionId: string, shards = SHARDS) {
  return fnv1a(connectionId) % shards;
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
