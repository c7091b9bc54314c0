// Keeps what is costly to get for as long as it may be kept.

/**
 * Calls `get` at the first call, and again when its result is older than `maxAgeMs` or has failed. Calls that come
 * meanwhile share it.
 */
export function remember<T>(get: () => Promise<T>, maxAgeMs: number, now: () => number): () => Promise<T> {
  let kept: { since: number; result: Promise<T> } | undefined;
  return () => {
    if (kept && now() - kept.since < maxAgeMs) return kept.result;
    const fresh = { since: now(), result: get() };
    fresh.result.catch(() => {
      if (kept === fresh) kept = undefined;
    });
    kept = fresh;
    return fresh.result;
  };
}
