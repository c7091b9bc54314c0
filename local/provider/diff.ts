// What differs between two sets of inputs, and which of it needs a new resource.
import { Archive, Asset, isRecord, Unknown, type Props, type PropValue } from "../engine/values.ts";
import { isAutonamed } from "./names.ts";
import type { DiffRequest, DiffResult } from "./provider.ts";
import type { ResourceType } from "./resource-type.ts";

/** Which inputs differ, and which of them need a replacement; the old one goes first where both would have one name. */
export function diffInputs(type: ResourceType, { urn, oldInputs, newInputs }: DiffRequest): DiffResult {
  const keys = new Set([...Object.keys(oldInputs), ...Object.keys(newInputs)]);
  const changes = [...keys].filter((key) => !equal(oldInputs[key], newInputs[key])).sort();
  const forcesNew = [...type.forcesNew, ...(type.forcesNewWith?.(newInputs) ?? [])];
  const replaces = changes.filter((key) => forcesNew.includes(key));
  return {
    changes,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && keepsName(type, urn, oldInputs, newInputs),
  };
}

/** A name the program gave stands in both, and two resources cannot have it at the same time. */
function keepsName({ name }: ResourceType, urn: string, oldInputs: Props, newInputs: Props): boolean {
  if (!name || isAutonamed(name, urn, newInputs)) return false;
  return equal(oldInputs[name.property], newInputs[name.property]);
}

/** Files are equal when their contents are, wherever they lie. Nothing equals an unknown value. */
export function equal(one: PropValue | undefined, other: PropValue | undefined): boolean {
  if (one instanceof Asset || one instanceof Archive) {
    return (other instanceof Asset || other instanceof Archive) && one.hash === other.hash;
  }
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => equal(item, other[index]))
    );
  }
  if (isRecord(one)) {
    if (!isRecord(other)) return false;
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
      equal(one[key], other[key]),
    );
  }
  return one === other && !(one instanceof Unknown);
}
