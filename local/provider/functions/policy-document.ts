// Writes a policy document from its parts, in the form of Terraform's data source, which @pulumi/aws bridges.
import { crc32 } from "node:zlib";
import * as v from "valibot";
import { ProviderError } from "../errors.ts";
import type { Props } from "../../engine/values.ts";
import { show } from "../schema.ts";

const names = v.optional(v.array(v.string()), []);
const principals = v.optional(
  v.array(v.strictObject({ type: v.string(), identifiers: v.array(v.string()) })),
  [],
);

const statementSchema = v.strictObject({
  sid: v.optional(v.string()),
  effect: v.optional(v.picklist(["Allow", "Deny"]), "Allow"),
  actions: names,
  notActions: names,
  resources: names,
  notResources: names,
  principals,
  notPrincipals: principals,
  conditions: v.optional(
    v.array(v.strictObject({ test: v.string(), variable: v.string(), values: v.array(v.string()) })),
    [],
  ),
});

const documents = v.optional(v.array(v.string()), []);

const argsSchema = v.strictObject({
  policyId: v.optional(v.string()),
  version: v.optional(v.picklist(["2008-10-17", "2012-10-17"]), "2012-10-17"),
  statements: v.optional(v.array(statementSchema), []),
  sourcePolicyDocuments: documents,
  overridePolicyDocuments: documents,
});

type StatementArgs = v.InferOutput<typeof statementSchema>;
type Principals = StatementArgs["principals"];

/** A statement of a document as it stands in JSON. */
type Statement = { Sid?: string } & Record<string, unknown>;

/** @throws ProviderError naming the argument that is wrong, or the `Sid` that two source documents share */
export function getPolicyDocument(args: Props): Props {
  const parsed = v.safeParse(argsSchema, args);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ProviderError(`getPolicyDocument: ${v.getDotPath(issue) ?? "arguments"}: ${issue.message}`);
  }
  const { policyId, version, statements, sourcePolicyDocuments, overridePolicyDocuments } = parsed.output;
  const document = {
    Version: version,
    ...(policyId !== undefined && { Id: policyId }),
    Statement: merge(
      distinct(sourcePolicyDocuments.flatMap(readStatements)),
      statements.map(toStatement),
      overridePolicyDocuments.flatMap(readStatements),
    ),
  };
  const json = JSON.stringify(document, null, 2);
  return { ...args, version, id: String(crc32(json)), json, minifiedJson: JSON.stringify(document) };
}

/** A statement with a `Sid` takes the place of an earlier one with the same. */
function merge(...lists: Statement[][]): Statement[] {
  const merged: Statement[] = [];
  for (const statement of lists.flat()) {
    const index = statement.Sid ? merged.findIndex(({ Sid }) => Sid === statement.Sid) : -1;
    if (index < 0) merged.push(statement);
    else merged[index] = statement;
  }
  return merged;
}

function distinct(statements: Statement[]): Statement[] {
  const sids = statements.flatMap(({ Sid }) => (Sid ? [Sid] : []));
  const twice = sids.find((sid, index) => sids.indexOf(sid) < index);
  if (twice === undefined) return statements;
  throw new ProviderError(
    `getPolicyDocument: two sourcePolicyDocuments have a statement with the sid ${show(twice)}; rename one`,
  );
}

function readStatements(json: string): Statement[] {
  const schema = v.looseObject({
    Statement: v.union([v.array(v.record(v.string(), v.unknown())), v.record(v.string(), v.unknown())]),
  });
  try {
    const { Statement } = v.parse(schema, JSON.parse(json));
    return Array.isArray(Statement) ? Statement : [Statement];
  } catch (cause) {
    throw new ProviderError(`getPolicyDocument: ${show(json)} is no policy document`, { cause });
  }
}

function toStatement(args: StatementArgs): Statement {
  const { conditions } = args;
  return {
    ...(args.sid && { Sid: args.sid }),
    Effect: args.effect,
    ...list("Action", args.actions),
    ...list("NotAction", args.notActions),
    ...list("Resource", args.resources.map(unescapeVariables)),
    ...list("NotResource", args.notResources.map(unescapeVariables)),
    ...principalsOf("Principal", args.principals),
    ...principalsOf("NotPrincipal", args.notPrincipals),
    ...(conditions.length > 0 && { Condition: conditionsOf(conditions) }),
  };
}

/** One value stands alone, several stand in reverse alphabetical order. */
const oneOrMany = (values: string[]) => (values.length === 1 ? values[0] : [...values].sort().reverse());

const list = (name: string, values: string[]) => (values.length > 0 ? { [name]: oneOrMany(values) } : {});

function principalsOf(name: string, args: Principals) {
  if (args.length === 0) return {};
  if (args.some(({ type, identifiers }) => type === "*" && identifiers.includes("*"))) return { [name]: "*" };
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of args) byType.set(type, [...(byType.get(type) ?? []), ...identifiers]);
  return { [name]: Object.fromEntries([...byType].map(([type, values]) => [type, oneOrMany(values)])) };
}

function conditionsOf(conditions: StatementArgs["conditions"]) {
  const written: Record<string, Record<string, string | string[] | undefined>> = {};
  for (const { test, variable, values } of conditions) {
    const unescaped = values.map(unescapeVariables);
    (written[test] ??= {})[variable] = unescaped.length === 1 ? unescaped[0] : unescaped;
  }
  return written;
}

/** `&{…}` stands for a policy variable `${…}`, which Terraform would take for its own. */
const unescapeVariables = (value: string) => value.replaceAll("&{", "${");
