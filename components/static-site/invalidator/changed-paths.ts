// Which paths of a site show something else than before.

/** What there is at each key, as a digest. */
export type Files = Record<string, string>;

export const EVERYTHING = "/*";

/**
 * Paths that are named one by one. Beyond it everything is invalidated, which counts as one: the first 1,000 paths of a
 * month are free, so that ten deployments of this size are. https://aws.amazon.com/cloudfront/pricing/pay-as-you-go/
 */
const MAX_PATHS = 100;

/** In the form of an invalidation, sorted: what was changed, added or removed. */
export function changedPaths(before: Files, after: Files): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => before[key] !== after[key]).sort();
  const paths = changed.flatMap(pathsOf);
  return paths.length > MAX_PATHS ? [EVERYTHING] : paths;
}

/**
 * Edges know a page by the path that the viewer function made of the visitor's, `/index.html` for most; AWS advises to
 * name the visitor's as well, of which `/` is the one that can be named.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
 */
const pathsOf = (key: string) => (key === "index.html" ? ["/", "/index.html"] : [`/${encoded(key)}`]);

/** As browsers write a path, which is what edges know it by. */
const encoded = (key: string) => encodeURI(key).replaceAll("#", "%23").replaceAll("?", "%3F");
