// Fields of a request before anybody has checked it: what is of another type than it should be counts as absent.

export type Fields = Record<string, unknown>;

/** Of what is no object: none. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** Of what is no list: an empty one. */
export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

/** Undefined for what is no text. */
export const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
