// Decides reads by a bucket policy. What it cannot decide is an error that names it, never an allow.
import { AwsError } from "../errors.ts";

/** Who reads: nobody known, or a service on behalf of one of its resources. */
export interface Reader {
  service?: string;
  sourceArn?: string;
  sourceAccount?: string;
  secureTransport: boolean;
}

type OneOrMany = string | string[];

export interface PolicyStatement {
  Effect: "Allow" | "Deny";
  Principal: "*" | { Service?: OneOrMany; AWS?: OneOrMany };
  Action: OneOrMany;
  Resource: OneOrMany;
  Condition?: Record<string, Record<string, OneOrMany>>;
}

/** @throws AwsError MalformedPolicy */
export function parsePolicy(document: string): PolicyStatement[] {
  try {
    const { Statement } = JSON.parse(document) as { Statement: PolicyStatement | PolicyStatement[] };
    const statements = list(Statement);
    for (const statement of statements) {
      for (const key of ["Effect", "Principal", "Action", "Resource"] as const) {
        if (statement[key] === undefined) throw new Error(`a statement has no ${key}`);
      }
    }
    return statements;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError("MalformedPolicy", `the bucket policy cannot be read: ${reason}`);
  }
}

/** Whether `reader` may do `action` on `resource`: an allow, and no deny. */
export function allows(
  statements: PolicyStatement[],
  action: string,
  resource: string,
  reader: Reader,
): boolean {
  const matching = statements.filter(
    (statement) =>
      list(statement.Action).some((pattern) => matches(pattern, action)) &&
      list(statement.Resource).some((pattern) => matches(pattern, resource)) &&
      isPrincipal(statement.Principal, reader) &&
      holds(statement.Condition ?? {}, reader),
  );
  return (
    matching.some(({ Effect }) => Effect === "Allow") && !matching.some(({ Effect }) => Effect === "Deny")
  );
}

function isPrincipal(principal: PolicyStatement["Principal"], reader: Reader) {
  if (principal === "*" || list(principal.AWS ?? []).includes("*")) return true;
  return reader.service !== undefined && list(principal.Service ?? []).includes(reader.service);
}

function holds(condition: NonNullable<PolicyStatement["Condition"]>, reader: Reader) {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => {
      const actual = contextValue(key, reader);
      return actual !== undefined && list(expected).some((value) => compare(operator, value, actual));
    }),
  );
}

function contextValue(key: string, reader: Reader) {
  switch (key.toLowerCase()) {
    case "aws:sourcearn":
      return reader.sourceArn;
    case "aws:sourceaccount":
      return reader.sourceAccount;
    case "aws:securetransport":
      return String(reader.secureTransport);
    default:
      throw new AwsError(
        "NotImplemented",
        `the condition key ${key} of a bucket policy cannot be decided here`,
        501,
      );
  }
}

function compare(operator: string, expected: string, actual: string) {
  switch (operator) {
    case "StringEquals":
    case "Bool":
      return String(expected) === actual;
    case "StringLike":
    case "ArnEquals":
    case "ArnLike":
      return matches(expected, actual);
    default:
      throw new AwsError(
        "NotImplemented",
        `the condition operator ${operator} of a bucket policy cannot be decided here`,
        501,
      );
  }
}

/** `*` stands for any run of characters, `?` for one. */
function matches(pattern: string, value: string) {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(value);
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
