// The Condition block of a statement: every operator of it has to hold for every key.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
import { malformedPolicy } from "../errors.ts";
import { type Operator, operators } from "./operators.ts";
import type { Lookup, Matcher, PatternOptions } from "./pattern.ts";
import { Undecidable } from "./undecidable.ts";

/** What a request says under a key, undefined when nothing. @throws Undecidable when that is not known */
export type KeyLookup = (key: string) => string | string[] | undefined;

/** @throws Undecidable */
export type Condition = (keys: KeyLookup) => boolean;

interface Test extends Operator {
  name: string;
  set?: "ForAllValues" | "ForAnyValue";
  ifExists: boolean;
}

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** A key is `service:name`, with a part behind a slash for tags. */
const KEY = /^[\w-]+:[^\s]+$/;

/** @throws AwsError MalformedPolicyDocument */
export function parseConditions(block: unknown, options: PatternOptions): Condition[] {
  return Object.entries(objectOf(block)).flatMap(([name, keys]) =>
    Object.entries(objectOf(keys)).map(([key, values]) => parseCondition(name, key, values, options)),
  );
}

function parseCondition(name: string, key: string, given: unknown, options: PatternOptions): Condition {
  if (!KEY.test(key)) {
    throw malformedPolicy(`Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: "${key}"`);
  }
  const values = valuesOf(given);
  if (name === "Null") return nullCondition(key, values);
  const test = parseOperator(name);
  const matchers = values.map((value) => test.matcher(value, options));
  return (keys) => holds(test, key, matchers, keys);
}

/** Whether the key is absent. */
function nullCondition(key: string, values: string[]): Condition {
  const expected = values.map((value) => value.toLowerCase() === "true");
  return (keys) => expected.includes(isAbsent(keys(key)));
}

function holds(test: Test, key: string, matchers: Matcher[], keys: KeyLookup): boolean {
  const actual = keys(key);
  if (isAbsent(actual)) return test.ifExists || holdsWithout(test);
  const values = Array.isArray(actual) ? actual : [actual];
  const lookup = single(keys);
  const one = (value: string) => matchers.some((matches) => matches(value, lookup)) !== test.negated;
  // Its documentation counts an empty text as no value.
  if (test.set === "ForAllValues") return values.every((value) => value === "" || one(value));
  if (test.set === "ForAnyValue") return values.some(one);
  const [value, ...more] = values;
  if (value === undefined || more.length > 0) {
    throw new Undecidable(
      `${test.name} over ${key}, which has several values; use ForAnyValue or ForAllValues`,
    );
  }
  return one(value);
}

/** A key that is not there matches nothing, which is what a negated operator wants. */
function holdsWithout({ set, negated }: Test): boolean {
  if (set) return set === "ForAllValues";
  return negated;
}

/** For variables, which stand for one value. */
export function single(keys: KeyLookup): Lookup {
  return (key) => {
    const value = keys(key);
    if (!Array.isArray(value)) return value;
    throw new Undecidable(`the policy variable \${${key}}, which has several values`);
  };
}

function parseOperator(text: string): Test {
  const [, set, name = "", ifExists] = OPERATOR.exec(text) ?? [];
  const operator = operators.get(name);
  if (!operator) throw malformedPolicy(`Invalid Condition type : ${text}.`);
  return {
    ...operator,
    name,
    ...((set === "ForAllValues" || set === "ForAnyValue") && { set }),
    ifExists: ifExists !== undefined,
  };
}

const isAbsent = (value: string | string[] | undefined): value is undefined =>
  value === undefined || (Array.isArray(value) && value.length === 0);

function valuesOf(given: unknown): string[] {
  return (Array.isArray(given) ? given : [given]).map((value: unknown) => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      return String(value);
    throw malformedPolicy(
      `Syntax errors in policy: a condition compares with text, not ${JSON.stringify(value)}.`,
    );
  });
}

function objectOf(value: unknown): object {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw malformedPolicy("Syntax errors in policy: a Condition is {operator: {key: value}}.");
}
