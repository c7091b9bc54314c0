// The `config` block of Pulumi.yaml: what each key may be, and what it is when a stack says nothing.
import { ProjectError } from "./errors.ts";
import { isObject } from "./yaml-file.ts";

const types = ["string", "integer", "number", "boolean", "array", "object"] as const;
type ConfigType = (typeof types)[number];

export interface Declaration {
  type?: ConfigType;
  /** The type of an array's items. */
  items?: Declaration;
  /** Used by every stack that does not set the key; undefined makes a typed key a required one. */
  default?: unknown;
  secret: boolean;
}

/** By full key. A bare value, `key: 3`, is the key's default. */
export function readDeclarations(block: unknown, project: string, file: string) {
  const declarations = new Map<string, Declaration>();
  if (block === undefined || block === null) return declarations;
  if (!isObject(block)) throw new ProjectError(`${file}: "config" must be a mapping of keys to values`);
  for (const [key, entry] of Object.entries(block)) {
    const full = fullKey(key, project);
    const declaration = isObject(entry)
      ? readDeclaration(entry, key, file)
      : { default: entry, secret: false };
    if (declaration.default !== undefined) checkType(declaration.default, declaration, full, file);
    declarations.set(full, declaration);
  }
  return declarations;
}

/** A key without a namespace is the project's own. */
export function fullKey(key: string, project: string) {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** Throws a ProjectError that names file, key, value and what is allowed. */
export function checkType(value: unknown, { type, items }: Declaration, key: string, file: string) {
  if (type === undefined) return;
  const parsed = typeof value === "string" && type !== "string" ? parseText(value) : value;
  if (!matches(parsed, type)) {
    throw new ProjectError(`${file}: ${key} is ${JSON.stringify(value)}, must be ${article(type)}`);
  }
  if (items && Array.isArray(parsed)) {
    for (const [index, item] of parsed.entries()) checkType(item, items, `${key}[${index}]`, file);
  }
}

function readDeclaration(entry: Record<string, unknown>, key: string, file: string): Declaration {
  const { type, items, value, secret = false } = entry;
  if (type !== undefined && !types.some((known) => known === type)) {
    throw new ProjectError(
      `${file}: the type of ${key} is ${JSON.stringify(type)}, must be one of ${types.join(", ")}`,
    );
  }
  const fallback = value ?? entry.default;
  return {
    ...(type === undefined ? {} : { type: type as ConfigType }),
    ...(isObject(items) ? { items: readDeclaration(items, `${key}.items`, file) } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    secret: secret === true,
  };
}

function matches(value: unknown, type: ConfigType) {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

// Stack files and the CLI keep numbers, flags and structures as text as well.
function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function article(type: ConfigType) {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
