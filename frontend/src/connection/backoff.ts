// How long to wait before the next attempt: exponential with full jitter, because clients that a server
// drops together must not come back together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).

/** Milliseconds: the first wait lies below this. A second spreads a room of hundreds without being felt as an outage. */
export const BASE_DELAY = 1_000;

/** Milliseconds: no wait is longer. Half a minute is what a person accepts before reloading the page. */
export const MAX_DELAY = 30_000;

/**
 * The wait before the next attempt, in milliseconds, at least 0 and below the ceiling `BASE_DELAY * 2 ** failures`,
 * itself at most `MAX_DELAY`.
 *
 * @param failures how many attempts in a row failed before, 0 for a line that just dropped
 * @param random gives a number in [0, 1), as Math.random does
 */
export function backoffDelay(failures: number, random: () => number) {
  return random() * Math.min(MAX_DELAY, BASE_DELAY * 2 ** failures);
}
