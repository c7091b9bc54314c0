// The ports in memory: what the domain is tested over, beside DynamoDB.
import type { Rows } from "../domain/membership.ts";
import type {
  Clock,
  Connection,
  Fields,
  Log,
  Member,
  MemberKey,
  PostOutcome,
  Transport,
} from "../domain/ports.ts";

/** New, empty rows. What is read is a copy, as it is from a table. */
export function memoryRows(): Rows {
  const connections = new Map<string, Connection>();
  const members = new Map<string, Member>();
  const nameOf = ({ room, shard, connectionId }: MemberKey) => JSON.stringify([room, shard, connectionId]);
  return {
    connections: {
      async put(connection) {
        connections.set(connection.id, structuredClone(connection));
      },
      async get(connectionId) {
        return structuredClone(connections.get(connectionId));
      },
      async delete(connectionId) {
        connections.delete(connectionId);
      },
    },
    members: {
      async put(member) {
        members.set(nameOf(member), { ...member });
      },
      async *list(room, shard) {
        for (const member of [...members.values()]) {
          if (member.room === room && member.shard === shard) yield { ...member };
        }
      },
      async delete(key) {
        members.delete(nameOf(key));
      },
    },
  };
}

/** Delivers into inboxes, unless told what becomes of a post. */
export class MemoryTransport implements Transport {
  readonly inboxes = new Map<string, string[]>();
  readonly #outcomes = new Map<string, PostOutcome[]>();

  /** The next posts to a connection have these outcomes; the last one stays. */
  script(connectionId: string, ...outcomes: PostOutcome[]) {
    this.#outcomes.set(connectionId, outcomes);
  }

  async post(connectionId: string, frame: string): Promise<PostOutcome> {
    const outcome = this.#next(connectionId);
    if (outcome.kind === "delivered") {
      this.inboxes.set(connectionId, [...(this.inboxes.get(connectionId) ?? []), frame]);
    }
    return outcome;
  }

  #next(connectionId: string): PostOutcome {
    const [next, ...rest] = this.#outcomes.get(connectionId) ?? [];
    if (rest.length > 0) this.#outcomes.set(connectionId, rest);
    return next ?? { kind: "delivered" };
  }
}

/** A clock that stands still but for who sleeps: then it jumps to when they wake. */
export class MemoryClock implements Clock {
  #now: number;
  readonly slept: number[] = [];

  /** @param now milliseconds since the Unix epoch */
  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now() {
    return this.#now;
  }

  async sleep(ms: number) {
    this.slept.push(ms);
    this.advance(ms);
  }

  advance(ms: number) {
    this.#now += ms;
  }
}

export class MemoryLog implements Log {
  readonly lines: Fields[] = [];

  info(event: string, fields: Fields) {
    this.lines.push({ level: "info", event, ...fields });
  }

  error(event: string, error: unknown, fields: Fields) {
    this.lines.push({ level: "error", event, ...fields, reason: String(error) });
  }

  /** What was logged under this name, in order. */
  of(event: string) {
    return this.lines.filter((line) => line.event === event);
  }
}

/** The same seed gives the same bytes (mulberry32). */
export function seededRandom(seed: number) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) & 0xff;
  };
  return { bytes: (count: number) => Uint8Array.from({ length: count }, next) };
}

/** Everything that `source` yields. */
export async function collect<T>(source: AsyncIterable<T>) {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}
