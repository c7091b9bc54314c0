// What of a request tells one kept answer from another.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html
import type { CachePolicy } from "./cache-policy.ts";
import type { ViewerRequest } from "./viewer-event.ts";

export interface CacheKey {
  /** The path after the viewer-request function, with the query if it counts: what invalidations name. */
  url: string;
  /** All of the key as text. */
  text: string;
}

const KEPT_METHODS = ["GET", "HEAD"];

type Values = ViewerRequest["querystring"];

/** Of the request as the viewer-request function left it; undefined when nothing may be kept for it. */
export function cacheKeyOf(
  { method, uri, querystring, headers, cookies }: ViewerRequest,
  { key, encodings, maxTtl }: CachePolicy,
): CacheKey | undefined {
  if (maxTtl === 0 || !KEPT_METHODS.includes(method)) return undefined;
  const query = key.queryString ? chosen(querystring, key.queryStringCacheKeys) : [];
  const url = query.length > 0 ? `${uri}?${query.join("&")}` : uri;
  const names = key.headers?.map((name) => name.toLowerCase()) ?? [];
  const { forward, whitelistedNames } = key.cookies;
  const parts = [
    acceptedEncodings(headers, encodings),
    chosen(headers, names),
    forward === "none" ? [] : chosen(cookies, forward === "all" ? undefined : whitelistedNames),
  ];
  return { url, text: JSON.stringify([url, ...parts]) };
}

/** Those of a policy's encodings that the viewer takes, which is all that is left of its Accept-Encoding. */
export function acceptedEncodings(headers: Values, encodings: string[]): string[] {
  const accepted = headers["accept-encoding"]?.value.split(/\s*[,;]\s*/) ?? [];
  return encodings.filter((encoding) => accepted.includes(encoding));
}

/** As `name=value`, in order of the names. @param names those that count. Default: all */
function chosen(values: Values, names = Object.keys(values)) {
  return Object.entries(values)
    .filter(([name]) => names.includes(name))
    .map(([name, { value }]) => `${name}=${value}`)
    .sort();
}
