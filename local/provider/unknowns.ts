// Looks for values that a preview does not know, anywhere in a value.
import { Asset, Archive, Unknown } from "../engine/values.ts";

export function containsUnknown(value: unknown): boolean {
  if (value instanceof Unknown) return true;
  if (typeof value !== "object" || value === null || value instanceof Asset || value instanceof Archive) {
    return false;
  }
  return Object.values(value).some(containsUnknown);
}
