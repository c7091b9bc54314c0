// Chance as the cloud sees it: ids and keys come from one Random, so that a seed reproduces a run.
import { createHash, randomBytes, randomFillSync } from "node:crypto";

export interface Random {
  bytes(count: number): Buffer;
}

/** Every invocation takes some ids of a few bytes, and a call of the system costs as much as thousands of bytes. */
const POOL_BYTES = 8192;

/** Of the operating system. */
export const systemRandom: Random = { bytes: pooledBytes() };

function pooledBytes() {
  const pool = Buffer.alloc(POOL_BYTES);
  let used = POOL_BYTES;
  return (count: number) => {
    if (count > POOL_BYTES) return randomBytes(count);
    if (used + count > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    used += count;
    return Buffer.from(pool.subarray(used - count, used));
  };
}

/** The same seed gives the same bytes in the same order (SHA-256 in counter mode). */
export function seededRandom(seed: string): Random {
  let block = 0;
  let rest = Buffer.alloc(0);
  return {
    bytes(count) {
      while (rest.length < count) {
        rest = Buffer.concat([rest, createHash("sha256").update(`${seed}:${block++}`).digest()]);
      }
      const taken = rest.subarray(0, count);
      rest = rest.subarray(count);
      return Buffer.from(taken);
    },
  };
}
