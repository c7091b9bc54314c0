// The members of a record that an answer has, in the form it has them.
import { isDeepStrictEqual } from "node:util";

/** Those of the named members that say anything: Pulumi's provider sends an argument that is not given as empty. */
export function shown<T extends object>(record: T, names: (keyof T)[]): Partial<T> {
  const said = names.filter((name) => !saysNothing(record[name]));
  return Object.fromEntries(said.map((name) => [name, record[name]])) as Partial<T>;
}

const saysNothing = (value: unknown) => value === undefined || value === "" || isDeepStrictEqual(value, {});

/** @param time milliseconds since the Unix epoch */
export const timestamp = (time: number) => new Date(time).toISOString().replace(/\.\d+/, "");
