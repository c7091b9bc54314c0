// Bounded concurrency over a source that is read as it is worked off.

/**
 * Runs `work` on everything that `source` yields, on at most `limit` at a time. The source is read no further
 * than there is someone to work on it. All work that was begun has ended when this returns or throws.
 * @throws what the source, or any work, threw first
 */
export async function forEachAtMost<T>(
  limit: number,
  source: AsyncGenerator<T>,
  work: (item: T) => Promise<void>,
) {
  const worker = async () => {
    for await (const item of source) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: limit }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
