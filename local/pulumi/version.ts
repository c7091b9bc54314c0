// Versions as Pulumi and Go write them.

/** Major, minor, patch. */
export type Version = readonly [number, number, number];

/** The first version number in `text`; undefined when there is none. */
export function findVersion(text: string): Version | undefined {
  const [, major, minor, patch = 0] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** By major, minor and patch, in this order. */
export function isAtLeast(version: Version, minimum: Version): boolean {
  const index = version.findIndex((part, place) => part !== minimum[place]);
  return index === -1 || (version[index] ?? 0) > (minimum[index] ?? 0);
}

export const toText = (version: Version) => version.join(".");
