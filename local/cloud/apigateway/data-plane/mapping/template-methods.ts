// The methods that values have in mapping templates: those of Java's strings, lists and maps that templates use.
import { TemplateError } from "./template-error.ts";

type Method<Of> = (of: Of, ...args: unknown[]) => unknown;
type Dictionary = Record<string, unknown>;

const ofEverything: Record<string, Method<unknown>> = {
  equals: (value, other) => value === other,
  toString: (value: unknown) => value,
};

const ofStrings: Record<string, Method<string>> = {
  charAt: (text, at) => text.charAt(Number(at)),
  concat: (text, other) => text + String(other),
  contains: (text, part) => text.includes(String(part)),
  endsWith: (text, part) => text.endsWith(String(part)),
  equalsIgnoreCase: (text, other) => text.toLowerCase() === String(other).toLowerCase(),
  indexOf: (text, part) => text.indexOf(String(part)),
  isEmpty: (text) => text === "",
  lastIndexOf: (text, part) => text.lastIndexOf(String(part)),
  length: (text) => text.length,
  matches: (text, pattern) => new RegExp(`^(?:${String(pattern)})$`).test(text),
  replace: (text, part, by) => text.replaceAll(String(part), () => String(by)),
  replaceAll: (text, pattern, by) => text.replace(new RegExp(String(pattern), "g"), String(by)),
  replaceFirst: (text, pattern, by) => text.replace(new RegExp(String(pattern)), String(by)),
  split: (text, pattern) => text.split(new RegExp(String(pattern))),
  startsWith: (text, part) => text.startsWith(String(part)),
  substring: (text, from, to) => text.substring(Number(from), to === undefined ? undefined : Number(to)),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
};

const ofLists: Record<string, Method<unknown[]>> = {
  add: (list, item) => list.push(item) > 0,
  contains: (list, item) => list.includes(item),
  count: (list) => list.length,
  get: (list, at) => list[Number(at)],
  indexOf: (list, item) => list.indexOf(item),
  isEmpty: (list) => list.length === 0,
  size: (list) => list.length,
  subList: (list, from, to) => list.slice(Number(from), Number(to)),
};

const ofMaps: Record<string, Method<Dictionary>> = {
  containsKey: (map, key) => Object.hasOwn(map, String(key)),
  entrySet: (map) => Object.entries(map).map(([key, value]) => ({ key, value })),
  get: (map, key) => (Object.hasOwn(map, String(key)) ? map[String(key)] : undefined),
  isEmpty: (map) => Object.keys(map).length === 0,
  keySet: (map) => Object.keys(map),
  put(map, key, value) {
    Object.defineProperty(map, String(key), { value, configurable: true, enumerable: true, writable: true });
  },
  size: (map) => Object.keys(map).length,
  values: (map) => Object.values(map),
};

/** Not to be written in a template: whether a condition holds. */
export const TRUTH = "is true";

/** Their names, whatever they are of. */
export const METHOD_NAMES = new Set(
  [ofEverything, ofStrings, ofLists, ofMaps].flatMap((methods) => Object.keys(methods)),
);

/**
 * Calls a method as Velocity would; one that the value does not have gives nothing.
 * @throws TemplateError when no value has it here
 */
export function callMethod(call: { context: unknown; property: string; params: unknown[] }) {
  const { context: value, property: name, params } = call;
  if (name === TRUTH) return params[0] !== undefined && params[0] !== null && params[0] !== false;
  const own = isMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  if (typeof own === "function") return (own as (...args: unknown[]) => unknown)(...params);
  if (!METHOD_NAMES.has(name)) throw new TemplateError(`the template calls ${name}(), which is not known`);
  return methodOf(value, name)?.(...params);
}

function methodOf(value: unknown, name: string): ((...args: unknown[]) => unknown) | undefined {
  const bind = <Of>(methods: Record<string, Method<Of>>, of: Of) => {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    return method && ((...args: unknown[]) => method(of, ...args));
  };
  const common = bind(ofEverything, value);
  if (common) return common;
  if (typeof value === "string") return bind(ofStrings, value);
  if (Array.isArray(value)) return bind(ofLists, value as unknown[]);
  return isMap(value) ? bind(ofMaps, value) : undefined;
}

const isMap = (value: unknown): value is Dictionary =>
  typeof value === "object" && value !== null && !Array.isArray(value);
