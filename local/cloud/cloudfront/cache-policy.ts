// What a behaviour's cache policy says: what tells one kept answer from another, and how long answers are kept.
import { AwsError } from "../errors.ts";
import type { CacheBehavior, ForwardedValues } from "./config.ts";

export interface CachePolicy {
  /** Seconds. */
  minTtl: number;
  /** Seconds. */
  defaultTtl: number;
  /** Seconds. With none nothing is kept. */
  maxTtl: number;
  /** Encodings of which compressed copies are kept, the preferred first. */
  encodings: string[];
  /** What of a request is in its cache key besides its path. */
  key: ForwardedValues;
}

const A_DAY = 86_400;
const A_YEAR = 31_536_000;

const PATH_ALONE: ForwardedValues = { queryString: false, cookies: { forward: "none" } };

const OPTIMIZED = { minTtl: 1, defaultTtl: A_DAY, maxTtl: A_YEAR, key: PATH_ALONE };

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const MANAGED: Record<string, CachePolicy & { name: string }> = {
  "658327ea-f89d-4fab-a63d-7e88639e58f6": {
    name: "CachingOptimized",
    ...OPTIMIZED,
    encodings: ["br", "gzip"],
  },
  "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": {
    name: "CachingOptimizedForUncompressedObjects",
    ...OPTIMIZED,
    encodings: [],
  },
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": {
    name: "CachingDisabled",
    ...{ minTtl: 0, defaultTtl: 0, maxTtl: 0, encodings: [], key: PATH_ALONE },
  },
};

/** @throws AwsError NoSuchCachePolicy */
export function managedPolicy(id: string): CachePolicy {
  const policy = MANAGED[id];
  if (policy) return policy;
  const known = Object.entries(MANAGED).map(([knownId, { name }]) => `${name} (${knownId})`);
  throw new AwsError(
    "NoSuchCachePolicy",
    `${id} is no cache policy of this cloud, which has ${known.join(", ")}`,
    404,
  );
}

/**
 * The policy of a behaviour, or what its older settings amount to, with the defaults of
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html
 */
export function cachePolicyOf(behavior: CacheBehavior): CachePolicy {
  const { cachePolicyId, forwardedValues = PATH_ALONE } = behavior;
  if (cachePolicyId !== undefined) return managedPolicy(cachePolicyId);
  const { minTtl = 0, defaultTtl = A_DAY, maxTtl = A_YEAR } = behavior;
  return { minTtl, defaultTtl, maxTtl, encodings: ["gzip"], key: forwardedValues };
}

/**
 * Seconds for which an object is kept; undefined when it is not.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist
 */
export function timeToLive(cacheControl = "", { minTtl, defaultTtl, maxTtl }: CachePolicy) {
  if (/\b(no-store|private)\b/i.test(cacheControl) && minTtl === 0) return undefined;
  if (/\b(no-cache|no-store|private)\b/i.test(cacheControl)) return minTtl;
  const [, seconds] = /\bs-maxage=(\d+)/i.exec(cacheControl) ?? /\bmax-age=(\d+)/i.exec(cacheControl) ?? [];
  const asked = seconds === undefined ? defaultTtl : Math.min(Number(seconds), maxTtl);
  return Math.max(asked, minTtl);
}

/** Other errors are kept only where the origin says for how long, and a bucket does not.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html */
const KEPT_ERRORS = [404, 410, 414, 500, 501, 502, 503, 504];

/** Seconds. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html */
const ERROR_TTL = 10;

/** Seconds for which an error of the origin is kept; undefined when it is not. */
export const errorTimeToLive = (status: number, minTtl = ERROR_TTL) =>
  KEPT_ERRORS.includes(status) ? minTtl : undefined;
