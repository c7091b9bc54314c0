// What the types that live in a region share.
import * as v from "valibot";

/** The argument that most types have; the provider fills it in and refuses any region but its own. */
export const regional = { region: v.optional(v.string()) };
