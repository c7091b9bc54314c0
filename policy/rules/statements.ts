// Policy documents as rules read them: whatever may be one or many is many.

/** A statement of a policy document, with lists throughout. */
export interface Statement {
  effect: string;
  actions: string[];
  /** True for NotAction and NotResource, which allow all that is not named. */
  isNegated: boolean;
  resources: string[];
  /** By kind (AWS, Service, Federated); `*` by itself is of the kind AWS. */
  principals: Record<string, string[]>;
  /** By operator, then by key in lower case; keys of conditions know no case. */
  conditions: Record<string, Record<string, string[]>>;
}

/** Statements of a policy that stands there as JSON or as an object; none where there is no policy. */
export function statementsOf(policy: unknown): Statement[] {
  const document: unknown = typeof policy === "string" ? JSON.parse(policy) : policy;
  return isRecord(document) ? listOf(document.Statement).filter(isRecord).map(toStatement) : [];
}

/** The same, of those that allow something. */
export const allowing = (policy: unknown) => statementsOf(policy).filter(({ effect }) => effect === "Allow");

/** Whether it is for everybody, under whatever circumstances. */
export const isPublic = ({ principals, conditions }: Statement) =>
  Object.values(principals).flat().includes("*") && Object.keys(conditions).length === 0;

function toStatement(fields: Record<string, unknown>): Statement {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, Condition } = fields;
  return {
    effect: String(Effect),
    actions: texts(Action),
    isNegated: NotAction !== undefined || NotResource !== undefined,
    resources: texts(Resource),
    principals: isRecord(Principal) ? valuesOf(Principal) : { AWS: texts(Principal) },
    conditions: isRecord(Condition) ? mapValues(Condition, conditionKeys) : {},
  };
}

const conditionKeys = (keys: unknown) =>
  isRecord(keys)
    ? Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), texts(value)]))
    : {};

const valuesOf = (record: Record<string, unknown>) => mapValues(record, texts);

const mapValues = <Value>(record: Record<string, unknown>, map: (value: unknown) => Value) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

const texts = (value: unknown) => listOf(value).map(String);

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
