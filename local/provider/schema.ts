// The vocabulary that argument schemas are written in: valibot's, with messages that give the value, the reason and
// the remedy.
import * as v from "valibot";
import { AwsError } from "../cloud/errors.ts";

/** How a value shows in a message: as the program would write it, cut to a line. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** Characters of a value shown in a message: enough to recognise it. */
const SHOWN_LENGTH = 60;

/** A whole number from `min` to `max`; `what` says what it counts, as in "seconds". */
export const integer = (min: number, max: number, what: string) =>
  v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      ({ input }) => `${show(input)} is out of range; give a whole number of ${what} from ${min} to ${max}`,
    ),
  );

/** One of the values AWS knows. */
export const oneOf = <const Options extends readonly (string | number)[]>(options: Options) =>
  v.picklist(
    options,
    ({ input }) => `${show(input)} is not a valid value; use ${options.map(show).join(", ")}`,
  );

/** A string of a form; `remedy` says which. */
export const matching = (pattern: RegExp, remedy: string) =>
  v.pipe(
    v.string(),
    v.regex(pattern, ({ input }) => `${show(input)} has the wrong form; ${remedy}`),
  );

/** A string of at most `max` characters. */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(
      max,
      ({ input }) => `${show(input)} is ${input.length} characters long; AWS takes at most ${max}`,
    ),
  );

/** The only value the local cloud has, of the values AWS has. */
export const only = <const Value extends string | boolean | number>(value: Value, reason: string) =>
  v.literal(
    value,
    ({ input }) =>
      `${show(input)} is not supported by the local cloud: ${reason}; leave it out or set ${show(value)}`,
  );

/** An argument inside a block that the local cloud refuses. */
export const refused = (reason: string) =>
  v.optional(v.never(`is not supported by the local cloud: ${reason}; leave it out`));

export const stringMap = v.record(v.string(), v.string());

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices */
export const tags = v.optional(
  v.pipe(
    v.record(text(128), text(256)),
    v.check(
      (all) => !Object.keys(all).some((key) => /^aws:/i.test(key)),
      "a tag key begins with aws:, which AWS keeps for itself; choose another key",
    ),
  ),
);

/** The schema of the ARN of a resource. @param service as the third part of the ARN names it */
export const arn = (service: string) =>
  matching(
    new RegExp(`^arn:[a-z-]+:${service}:`),
    `give the ARN of a resource of ${service}, as its output arn has it`,
  );

/** What a service would say against arguments, for a rule that lets it look at them; undefined when nothing. */
export function refusalOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}
