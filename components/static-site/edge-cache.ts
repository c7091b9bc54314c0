// How long what a site serves may be kept, by browsers and by CloudFront's edges.
import { wholeNumberProblems } from "../limits.ts";
import type { EdgeCache } from "./args.ts";
import type { SiteFile } from "./content.ts";

/** Seconds. A year is the most that HTTP knows, and that the cache policy of the site allows. */
const YEAR = 31_536_000;

/** A name with a content hash never changes what it stands for. */
const IMMUTABLE = `public, max-age=${YEAR}, immutable`;

/** Asks each time whether it is still current, which costs a request and no transfer. */
const REVALIDATE = "no-cache";

/**
 * The Cache-Control of a file. Of the two times browsers heed the first and CloudFront the second; without
 * `must-revalidate` edges may show what they have while the bucket fails.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist
 */
export function cacheControlOf(kind: SiteFile["kind"], edgeCache: EdgeCache | undefined) {
  if (kind === "hashed") return IMMUTABLE;
  return edgeCache ? `public, max-age=0, s-maxage=${edgeCache.seconds}` : REVALIDATE;
}

export const edgeCacheProblems = (edgeCache: EdgeCache | undefined) =>
  wholeNumberProblems("edgeCache.seconds", edgeCache?.seconds, { least: 1, most: YEAR, unit: "seconds" });
