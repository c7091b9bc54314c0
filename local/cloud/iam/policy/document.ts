// A policy document: JSON text, read and checked once, when it is put.
import { malformedPolicy } from "../errors.ts";
import { parseStatement, type PolicyKind, type Statement } from "./statement.ts";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
const VERSION_WITH_VARIABLES = "2012-10-17";
const VERSIONS = new Set<unknown>([VERSION_WITH_VARIABLES, "2008-10-17", undefined]);

const ELEMENTS = new Set(["Version", "Id", "Statement"]);

/** @throws AwsError MalformedPolicyDocument saying what is wrong with which statement */
export function parsePolicy(json: string, kind: PolicyKind): Statement[] {
  const document = parse(json);
  if (typeof document !== "object" || document === null || !("Statement" in document)) {
    throw malformedPolicy("Syntax errors in policy: it has to be a JSON object with a Statement.");
  }
  const foreign = Object.keys(document).find((name) => !ELEMENTS.has(name));
  if (foreign) throw malformedPolicy(`Syntax errors in policy: a policy has no element ${foreign}.`);
  const version = "Version" in document ? document.Version : undefined;
  if (!VERSIONS.has(version)) {
    throw malformedPolicy(`The policy must contain a valid version string: use "${VERSION_WITH_VARIABLES}".`);
  }
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const sids = statements.map(sidOf).filter((sid) => sid !== undefined);
  if (new Set(sids).size < sids.length) {
    throw malformedPolicy("Statement IDs (SID) in a single policy must be unique.");
  }
  const options = { variables: version === VERSION_WITH_VARIABLES };
  return statements.map((statement, index) =>
    parseStatement(statement, kind, nameOf(statement, index), options),
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw malformedPolicy(`This policy contains invalid Json: ${reason}`);
  }
}

function nameOf(statement: unknown, index: number) {
  const sid = sidOf(statement);
  return `statement ${index + 1}${sid === undefined ? "" : ` (${sid})`}`;
}

function sidOf(statement: unknown): string | undefined {
  if (typeof statement !== "object" || statement === null || !("Sid" in statement)) return undefined;
  return typeof statement.Sid === "string" && statement.Sid !== "" ? statement.Sid : undefined;
}
