// A colour for each author that every window agrees on, without anybody assigning it.

/** How many `.hue-N` classes styles/tokens.css has. */
export const HUES = 8;

/** The class of an author's colour, by hash of the id (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
export function authorHue(id: string) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return `hue-${(hash >>> 0) % HUES}`;
}
