// How long to wait before a try is repeated.
import type { Random } from "./ports.ts";
import { randomFraction } from "./random.ts";

/** Milliseconds before the first retry, at most: a few times a post's own duration of about 20 ms. */
const BASE_MS = 100;

/** Milliseconds between two tries, at most: throttles of API Gateway refill every second. */
const CAP_MS = 1_000;

/**
 * Whole milliseconds to wait after failure number `failures`, counted from 0. Full jitter: those who failed
 * together do not come back together.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter(failures: number, random: Random) {
  return Math.floor(randomFraction(random) * Math.min(CAP_MS, BASE_MS * 2 ** failures));
}
