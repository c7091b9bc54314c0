// Values that a preview does not know, on their way through a schema: as symbols, which no schema takes for an
// object, string or number.
import { isRecord, Unknown, unknown, type Props, type PropValue } from "../engine/values.ts";

const HIDDEN = Symbol("unknown");

/** `value` with every unknown in it, at any depth, hidden from schemas. */
export const hideUnknowns = (value: PropValue): unknown =>
  mapValues(value, (inner) => (inner instanceof Unknown ? HIDDEN : inner));

/** The opposite of `hideUnknowns`, for what a schema made of its result. */
export const revealUnknowns = (value: unknown) =>
  mapValues(value, (inner) => (inner === HIDDEN ? unknown : inner)) as Props;

/** Whether there is an unknown in `value`, hidden or not. */
export function containsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsUnknown);
  if (isPlain(value)) return Object.values(value).some(containsUnknown);
  return value === HIDDEN || value instanceof Unknown;
}

/** A copy with everything that is neither a list nor a plain object changed by `change`. */
function mapValues(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapValues(item, change));
  if (!isPlain(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapValues(inner, change)]));
}

const isPlain = (value: unknown): value is object => isRecord(value as PropValue);
