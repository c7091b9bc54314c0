// Property paths as resource options write them: `code`, `tags.owner`, `tags["a.b"]`, `routes[0].key`, `tags.*`.
import { EngineError } from "./errors.ts";
import { isRecord } from "./values.ts";
import type { Props, PropValue } from "./values.ts";

type Path = string[];

const wildcard = "*";
const segment = /\.?(?:\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]"]+))/y;

/** Throws when `text` is not a path. */
export function parsePath(text: string): Path {
  const path: Path = [];
  segment.lastIndex = 0;
  while (segment.lastIndex < text.length) {
    const match = segment.exec(text);
    if (!match) throw new EngineError(`"${text}" is not a property path`);
    path.push(match[1]?.replaceAll('\\"', '"') ?? match[2] ?? match[3] ?? "");
  }
  return path;
}

/** Every value that `path` leads to; none when it leads nowhere. */
export function valuesAt(value: PropValue | undefined, path: Path): PropValue[] {
  if (value === undefined) return [];
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  return keysOf(value, key).flatMap((each) => valuesAt(childOf(value, each), rest));
}

/**
 * `news` with what `path` leads to as it is in `olds`: taken from there, or removed when it is not there.
 * Undefined when the two have not the same objects on the way, so that there is nothing to put it in.
 */
export function withOld(olds: Props, news: Props, path: Path): Props | undefined {
  const result = restore(olds, news, path);
  return result !== undefined && isRecord(result) ? result : undefined;
}

function restore(olds: PropValue, news: PropValue, path: Path): PropValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return olds;
  const copy: PropValue = Array.isArray(news) ? [...news] : isRecord(news) ? { ...news } : news;
  const keys = new Set([...keysOf(olds, key), ...keysOf(news, key)]);
  for (const each of keys) {
    const old = childOf(olds, each);
    const current = childOf(news, each);
    if (rest.length === 0) {
      if (old === undefined) remove(copy, each);
      else if (!put(copy, each, old)) return undefined;
    } else if (old !== undefined && current !== undefined) {
      const child = restore(old, current, rest);
      if (child === undefined) return undefined;
      put(copy, each, child);
    } else if (old !== undefined || current !== undefined) {
      return undefined;
    }
  }
  return copy;
}

function keysOf(value: PropValue, key: string) {
  if (key !== wildcard) return [key];
  if (Array.isArray(value)) return value.map((_, index) => String(index));
  return isRecord(value) ? Object.keys(value) : [];
}

function childOf(value: PropValue, key: string): PropValue | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isRecord(value) ? value[key] : undefined;
}

function put(value: PropValue, key: string, child: PropValue) {
  if (Array.isArray(value) && Number(key) <= value.length) value[Number(key)] = child;
  else if (isRecord(value)) value[key] = child;
  else return false;
  return true;
}

function remove(value: PropValue, key: string) {
  if (Array.isArray(value)) value.splice(Number(key), 1);
  else if (isRecord(value)) delete value[key];
}
