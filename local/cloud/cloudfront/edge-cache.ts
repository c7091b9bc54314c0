// What a distribution keeps of its origins' answers. One place stands for all of CloudFront's edges; nothing is evicted
// before its time.
import type { Clock } from "../clock.ts";
import type { CacheKey } from "./cache-key.ts";
import type { Answer } from "./respond.ts";

/** What an origin says. */
export interface OriginAnswer extends Answer {
  /** Seconds for which it may be kept; undefined when it may not. */
  ttl: number | undefined;
  /** Whether it stands for an error, though a custom error page may have given it another status. */
  isError: boolean;
}

interface Kept {
  answer: OriginAnswer;
  url: string;
  /** Milliseconds since 1970, as the next two. */
  since: number;
  until: number;
}

export class EdgeCache {
  readonly #clock: Pick<Clock, "now">;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /**
   * The answer that is kept under `key`, or else what the origin says.
   *
   * @param key undefined where nothing may be kept
   * @param ask asks the origin, which may answer 304 when the ETag that it is given is still right
   * @returns with the headers that CloudFront tells by where the answer was
   */
  answer(key: CacheKey | undefined, ask: (etag?: string) => OriginAnswer): Answer {
    if (!key) return told(ask(), "Miss");
    const { url, text } = key;
    const now = this.#clock.now();
    const kept = this.#kept.get(text);
    if (kept && now < kept.until) {
      const age = Math.floor((now - kept.since) / 1_000);
      return told(kept.answer, "Hit", { age: String(age) });
    }
    const found = ask(kept?.answer.isError ? undefined : kept?.answer.headers.etag);
    const isCurrent = kept !== undefined && found.status === 304;
    const answer = isCurrent ? refreshed(kept.answer, found) : found;
    if (answer.ttl === undefined) this.#kept.delete(text);
    else this.#kept.set(text, { answer, url, since: now, until: now + answer.ttl * 1_000 });
    return told(answer, isCurrent ? "RefreshHit" : "Miss");
  }

  /**
   * Forgets what is kept at these paths. A path that ends in an asterisk stands for all that begin so.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
   */
  invalidate(paths: string[]) {
    for (const [text, { url }] of this.#kept) {
      if (paths.some((path) => matches(path, url))) this.#kept.delete(text);
    }
  }
}

/** The body stays, with what was said of it; the origin's other headers are the new ones. */
const refreshed = (kept: OriginAnswer, { headers, ttl }: OriginAnswer): OriginAnswer => ({
  ...kept,
  ttl,
  headers: { ...kept.headers, ...headers, etag: kept.headers.etag! },
});

/** @param result https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html */
function told({ status, headers, body, isError }: OriginAnswer, result: string, more = {}): Answer {
  const xCache = `${isError ? "Error" : result} from cloudfront`;
  return { status, headers: { ...headers, ...more, "x-cache": xCache }, body };
}

const matches = (path: string, url: string) =>
  path.endsWith("*") ? url.startsWith(path.slice(0, -1)) : url === path;
