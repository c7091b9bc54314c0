// Chance as the cloud sees it: ids and keys come from one Random, so that a seed reproduces a run.
import { createHash, randomBytes } from "node:crypto";

export interface Random {
  bytes(count: number): Buffer;
}

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };

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
