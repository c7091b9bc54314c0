// Schema of the arguments that hold a policy: JSON text or an object, which becomes JSON text as @pulumi/aws does it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import * as v from "valibot";
import { show } from "./schema.ts";
import { containsUnknown } from "./unknowns.ts";

/** Policies of identities name resources, those of resources name principals, and a trust policy names who assumes. */
type PolicyKind = "identity" | "resource" | "trust";

/** Elements of a statement that belong together: exactly one of a pair may stand, and of which pairs one must. */
const required: Record<PolicyKind, [string, string][]> = {
  identity: [
    ["Action", "NotAction"],
    ["Resource", "NotResource"],
  ],
  resource: [
    ["Principal", "NotPrincipal"],
    ["Action", "NotAction"],
    ["Resource", "NotResource"],
  ],
  trust: [
    ["Principal", "NotPrincipal"],
    ["Action", "NotAction"],
  ],
};

/** Elements that AWS refuses in a policy of the kind. */
const forbidden: Record<PolicyKind, string[]> = {
  identity: ["Principal", "NotPrincipal"],
  resource: [],
  trust: ["Resource", "NotResource"],
};

const elements = new Set(
  ["Sid", "Effect", "Condition"].concat(
    ["Action", "Principal", "Resource"].flatMap((name) => [name, `Not${name}`]),
  ),
);

/** The schema of an argument that is a policy: JSON text, or an object that becomes JSON text. */
export const policyDocument = (kind: PolicyKind) =>
  v.pipe(
    v.union([v.string(), v.record(v.string(), v.any())]),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const { value } = dataset;
      // A preview knows only part of such a document; the issue is dropped because its input is unknown.
      const fault = containsUnknown(value) ? "is not known yet" : findFault(kind, parse(value));
      if (fault === undefined) return typeof value === "string" ? value : JSON.stringify(value);
      addIssue({ message: fault });
      return NEVER;
    }),
  );

function parse(value: unknown): unknown {
  try {
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}

function findFault(kind: PolicyKind, document: unknown): string | undefined {
  if (!isObject(document))
    return `${show(document)} is no JSON object; give a policy with Version and Statement`;
  const { Version, Statement } = document;
  if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
    return `its Version ${show(Version)} does not exist; use "2012-10-17"`;
  }
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  for (const [index, statement] of statements.entries()) {
    const fault = statementFault(kind, statement);
    if (fault)
      return `statement ${index + 1}${isObject(statement) && statement.Sid ? ` (${statement.Sid})` : ""} ${fault}`;
  }
  return undefined;
}

function statementFault(kind: PolicyKind, statement: unknown): string | undefined {
  if (!isObject(statement)) return `is ${show(statement)}; a statement is an object with Effect, Action, …`;
  const foreign = Object.keys(statement).find((name) => !elements.has(name));
  if (foreign) return `has an element ${show(foreign)}, which policies do not have`;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
    return `has the Effect ${show(statement.Effect)}; use "Allow" or "Deny"`;
  }
  const misplaced = forbidden[kind].find((name) => name in statement);
  if (misplaced) return `has a ${misplaced}, which a policy of this kind must not have; remove it`;
  for (const pair of required[kind]) {
    const present = pair.filter((name) => name in statement);
    if (present.length !== 1)
      return `needs either ${pair.join(" or ")}, and has ${present.length === 0 ? "neither" : "both"}`;
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
