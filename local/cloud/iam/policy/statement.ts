// One statement of a policy, read and checked.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { malformedPolicy } from "../errors.ts";
import { resource } from "./arn-pattern.ts";
import { type Condition, type KeyLookup, parseConditions, single } from "./condition.ts";
import { compile, type Matcher, type PatternOptions, text } from "./pattern.ts";
import { parseNotPrincipal, parsePrincipal, type PrincipalMatcher } from "./principal.ts";

/** A policy of a role, one of a resource, or one that says who may assume a role. */
export type PolicyKind = "identity" | "resource" | "trust";

export interface Statement {
  effect: "Allow" | "Deny";
  /** Absent in policies of roles, which are about their role. */
  principal?: PrincipalMatcher;
  coversAction(action: string): boolean;
  /** @throws Undecidable */
  coversResource(arn: string, keys: KeyLookup): boolean;
  conditions: Condition[];
}

/** What AWS says of a statement that lacks one of the two. */
const MISSING = {
  Action: "Policy statement must contain actions.",
  Resource: "Policy statement must contain resources.",
  Principal: "Missing required field Principal",
};

const SID = /^[0-9A-Za-z]*$/;
const ACTION = /^(\*|[\w-]+:[\w*?-]+)$/;
const RESOURCE = /^(\*|arn:.+)$/;

const ELEMENTS = new Set([
  ...["Sid", "Effect", "Condition"],
  ...["Action", "Principal", "Resource"].flatMap((element) => [element, `Not${element}`]),
]);

/** @param where says which statement of the policy it is. @throws AwsError MalformedPolicyDocument */
export function parseStatement(
  value: unknown,
  kind: PolicyKind,
  where: string,
  options: PatternOptions,
): Statement {
  const statement = statementOf(value, where);
  for (const name of Object.keys(statement)) {
    if (!ELEMENTS.has(name)) throw syntax(where, `has an element ${name}, which statements do not have`);
  }
  const { Effect, Sid, Condition } = statement;
  if (Effect !== "Allow" && Effect !== "Deny") {
    throw Effect === undefined
      ? malformedPolicy(`Missing required field Effect: ${where} has no Effect`)
      : malformedPolicy(`Invalid effect: ${String(Effect)}. Use Allow or Deny in ${where}`);
  }
  checkSid(Sid, kind, where);
  return {
    effect: Effect,
    ...readPrincipal(statement, kind, where),
    coversAction: readActions(statement, kind, where),
    coversResource: readResources(statement, kind, where, options),
    conditions: Condition === undefined ? [] : parseConditions(Condition, options),
  };
}

function checkSid(sid: unknown, kind: PolicyKind, where: string) {
  if (sid === undefined) return;
  if (typeof sid !== "string") throw syntax(where, "has a Sid that is no text");
  // Those of resources may hold spaces and more.
  if (kind === "resource" || SID.test(sid)) return;
  throw malformedPolicy(
    `Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*: "${sid}"`,
  );
}

function readPrincipal(statement: Elements, kind: PolicyKind, where: string): Pick<Statement, "principal"> {
  if (kind === "identity") {
    if ("Principal" in statement || "NotPrincipal" in statement) {
      throw malformedPolicy(`Policy document should not specify a principal. (${where})`);
    }
    return {};
  }
  const [element, value] = oneOf(statement, "Principal", where);
  if (element === "Principal") return { principal: parsePrincipal(value) };
  if (kind === "trust") throw malformedPolicy(`AssumeRole policy must not contain NotPrincipal. (${where})`);
  if (statement.Effect === "Allow") {
    throw malformedPolicy(`Allow with NotPrincipal is not allowed. (${where})`);
  }
  return { principal: parseNotPrincipal(value) };
}

function readActions(statement: Elements, kind: PolicyKind, where: string): Statement["coversAction"] {
  const [element, value] = oneOf(statement, "Action", where);
  const patterns = textsOf(value, where, element);
  for (const pattern of patterns) {
    if (!ACTION.test(pattern)) {
      throw malformedPolicy(
        `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: "${pattern}" in ${where}`,
      );
    }
    if (kind === "trust" && !/^sts:/i.test(pattern)) {
      throw malformedPolicy(`AssumeRole policy may only specify STS AssumeRole actions. ("${pattern}")`);
    }
  }
  const build = text({ wildcards: true, ignoreCase: true });
  const covers = anyOf(patterns.map((pattern) => compile(pattern, { variables: false }, build)));
  return (action) => covers(action, noVariables) === (element === "Action");
}

function readResources(
  statement: Elements,
  kind: PolicyKind,
  where: string,
  options: PatternOptions,
): Statement["coversResource"] {
  if (kind === "trust") {
    const present = ["Resource", "NotResource"].find((name) => name in statement);
    if (present) throw malformedPolicy(`Has prohibited field ${present}. (${where})`);
    return () => true;
  }
  const [element, value] = oneOf(statement, "Resource", where);
  const patterns = textsOf(value, where, element);
  for (const pattern of patterns) {
    if (!RESOURCE.test(pattern)) {
      throw malformedPolicy(`Resource ${pattern} must be in ARN format or "*". (${where})`);
    }
  }
  const covers = anyOf(patterns.map((pattern) => compile(pattern, options, resource)));
  return (arn, keys) => covers(arn, single(keys)) === (element === "Resource");
}

type Elements = Record<string, unknown>;

/** Which of an element and its opposite a statement has. */
function oneOf(
  statement: Elements,
  element: keyof typeof MISSING,
  where: string,
): [name: string, value: unknown] {
  const present = [element, `Not${element}`].filter((name) => name in statement);
  const [name, more] = present;
  if (name === undefined) throw malformedPolicy(`${MISSING[element]}: ${where} has no ${element}`);
  if (more !== undefined) throw syntax(where, `has both ${name} and ${more}`);
  return [name, statement[name]];
}

function textsOf(value: unknown, where: string, element: string): string[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts.map((text) => {
    if (typeof text === "string") return text;
    throw syntax(where, `has ${JSON.stringify(text)} as ${element}, which is no text`);
  });
}

const anyOf =
  (matchers: Matcher[]): Matcher =>
  (value, lookup) =>
    matchers.some((matches) => matches(value, lookup));

const noVariables = () => undefined;

function statementOf(value: unknown, where: string): Elements {
  if (isElements(value)) return value;
  throw syntax(where, "is no object");
}

const isElements = (value: unknown): value is Elements =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const syntax = (where: string, problem: string) =>
  malformedPolicy(`Syntax errors in policy. ${where[0]?.toUpperCase()}${where.slice(1)} ${problem}.`);
