// What the arguments of IAM's types share.
import * as v from "valibot";
import { show } from "../schema.ts";

/** Characters of a name: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const iamName = (max: number) =>
  v.pipe(
    v.string(),
    v.check(
      (name) => /^[\w+=,.@-]+$/.test(name) && name.length <= max,
      ({ input }) => `${show(input)} is no name IAM takes; use 1 to ${max} letters, digits and _+=,.@-`,
    ),
  );

export const iamPath = v.optional(
  v.pipe(
    v.string(),
    v.regex(
      /^\/([\x21-\x7e]{1,510}\/)?$/,
      ({ input }) => `${show(input)} is no path; begin and end it with a slash`,
    ),
  ),
  "/",
);
