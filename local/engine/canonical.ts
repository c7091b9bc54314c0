// One text for equal values, whatever the order of their keys: to compare them, and to digest them.
import { createHash } from "node:crypto";
import { Archive, Asset, ResourceReference, Secret, Unknown } from "./values.ts";
import type { PropValue } from "./values.ts";

/** Canonical JSON. A marker is an object whose one key starts with NUL, which no program writes. */
export function canonical(value: PropValue): string {
  if (value instanceof Unknown) return marker("unknown", true);
  if (value instanceof Secret) return `{"\\u0000secret":${canonical(value.value)}}`;
  if (value instanceof Asset) return marker("asset", value.hash);
  if (value instanceof Archive) return marker("archive", value.hash);
  if (value instanceof ResourceReference) return marker("resource", value.urn);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${fields.join(",")}}`;
}

/** The first twelve hex digits of the SHA-256 of the canonical text: short enough to read, long enough to differ. */
export function digest(value: PropValue) {
  return createHash("sha256").update(canonical(value)).digest("hex").slice(0, 12);
}

function marker(kind: string, content: string | boolean) {
  return JSON.stringify({ [`\0${kind}`]: content });
}
