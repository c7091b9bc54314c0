// Checks arguments against a schema and turns what does not fit into failures. A value that a preview does not
// know yet is never at fault.
import * as v from "valibot";
import { isRecord, type Props, type PropValue } from "../engine/values.ts";
import type { CheckFailure } from "./provider.ts";
import { show } from "./schema.ts";
import { containsUnknown, hideUnknowns, revealUnknowns } from "./unknowns.ts";

/** A condition on several arguments; it is asked only when all of them are known and sound in themselves. */
export interface Rule<Inputs> {
  /** The arguments it reads; a failure is reported on the first. */
  of: readonly [keyof Inputs & string, ...(keyof Inputs & string)[]];
  /** Why the combination is wrong and what to do, or undefined when it is right. */
  refuse(inputs: Inputs): string | undefined;
}

interface Arguments<Entries extends v.ObjectEntries> {
  token: string;
  schema: v.StrictObjectSchema<Entries, undefined>;
  refused: Record<string, string>;
  rules: Rule<v.InferOutput<v.StrictObjectSchema<Entries, undefined>>>[];
}

/** The arguments with defaults, and all that is wrong with them. */
export function checkArguments<Entries extends v.ObjectEntries>(
  { token, schema, refused, rules }: Arguments<Entries>,
  news: Props,
): { inputs: Props; failures: CheckFailure[] } {
  const given = withoutNulls(news);
  const accepted = Object.fromEntries(Object.entries(given).filter(([key]) => key in schema.entries));
  const result = v.safeParse(schema, hideUnknowns(accepted), { message: describe });
  const issues = result.issues ?? [];
  const unsound = new Set(issues.map((issue) => String(issue.path?.[0].key)));
  const sound = rules.filter((rule) => rule.of.every((property) => !unsound.has(property)));
  return {
    inputs: withoutNulls(revealUnknowns(result.output)),
    failures: [
      ...foreign(token, Object.keys(given), Object.keys(schema.entries), refused),
      ...issues.filter((issue) => !containsUnknown(issue.input)).map((issue) => toFailure(issue)),
      // A rule is asked only about properties without an issue, which therefore are of the type it expects.
      ...sound.flatMap((rule) => refusal(rule, result.output as v.InferOutput<typeof schema>)),
    ],
  };
}

function refusal<Inputs>(rule: Rule<Inputs>, inputs: Inputs): CheckFailure[] {
  const reason = rule.refuse(inputs);
  return reason === undefined ? [] : [{ property: rule.of[0], reason }];
}

/** Arguments that are in no schema: the local cloud refuses them, or the type does not have them. */
function foreign(token: string, given: string[], known: string[], refused: Record<string, string>) {
  return given
    .filter((property) => !known.includes(property))
    .map((property) => ({
      property,
      reason: Object.hasOwn(refused, property)
        ? `is not supported by the local cloud: ${refused[property]}; leave it out of the stack "local"`
        : `${token} has no such argument`,
    }));
}

type Issue = v.BaseIssue<unknown>;

function toFailure(issue: Issue): CheckFailure {
  const path = issue.path?.map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)) ?? [];
  return { property: path.join("").replace(/^\./, ""), reason: issue.message };
}

/** What valibot finds by itself, in the words of the other messages. */
function describe(issue: Issue): string {
  if (issue.expected === "never") return "is no argument of this block";
  if (issue.input === undefined) return "is required but missing";
  return `expected ${issue.expected ?? "another value"} but got ${show(issue.input)}`;
}

/** Pulumi sends null for what is not set, in blocks as well. */
/** A copy without what is null or undefined, at any depth. */
export function withoutNulls(props: Props): Props {
  const set = Object.entries(props).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(set.map(([key, value]) => [key, clean(value)]));
}

function clean(value: PropValue): PropValue {
  if (Array.isArray(value)) return value.map(clean);
  return isRecord(value) ? withoutNulls(value) : value;
}
