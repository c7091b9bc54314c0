// From what a service tells of a resource back to arguments as the check leaves them, so that nothing but a real
// difference shows.
import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { AwsError } from "../cloud/errors.ts";
import { isRecord, type Props, type PropValue } from "../engine/values.ts";
import { withoutNulls } from "./check.ts";

/** How the services' codes for what is not there are written: `NotFoundException`, `NoSuchEntity`, `NoSuchBucket` … */
const GONE = /NotFound|NoSuch/;

/** The result of `ask`, or undefined when a service says that there is no such thing. */
export async function orGone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AwsError && GONE.test(error.code)) return undefined;
    throw error;
  }
}

/** `a/b/id` of an import, in its parts. */
export function splitId(text: string, partOf: string[]): { id: string; inputs: Props; outputs?: Props } {
  const parts = text.split("/");
  const inputs = Object.fromEntries(partOf.map((name, index) => [name, parts[index] ?? ""]));
  return { id: parts.slice(partOf.length).join("/"), inputs };
}

/** The arguments of before, changed where a service tells otherwise, with the schema's defaults. */
export function asRead<Entries extends v.ObjectEntries>(
  schema: v.StrictObjectSchema<Entries, undefined>,
  before: Props,
  found: Record<string, unknown>,
): Props {
  const inputs: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(found)) {
    // Services tell more than arguments.
    if (!(name in schema.entries)) continue;
    if (isDeepStrictEqual(value, before[name])) continue;
    // What was never given a service tells as empty, as it does a text that has been taken away.
    if (value === undefined || value === "" || (isEmpty(value) && before[name] === undefined))
      delete inputs[name];
    else inputs[name] = value;
  }
  const parsed = v.safeParse(schema, inputs);
  return withoutNulls((parsed.success ? parsed.output : inputs) as Props);
}

/** What is neither given nor there. */
function isEmpty(value: unknown) {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value as PropValue) && Object.keys(value as Props).length === 0;
}
