// Which attributes a request names, in its expressions and in the older parameters.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
import { type Fields, fieldsOf, listOf, textOf } from "./request-fields.ts";

const EXPRESSIONS = [
  ...["ProjectionExpression", "UpdateExpression", "ConditionExpression"],
  ...["FilterExpression", "KeyConditionExpression"],
];

/** Parameters whose keys are names of attributes. */
const BY_NAME = [
  ...["Item", "Key", "Expected", "AttributeUpdates"],
  ...["KeyConditions", "QueryFilter", "ScanFilter"],
];

const KEYWORDS = new Set(["and", "or", "not", "between", "in", "set", "remove", "add", "delete"]);

/** A name or its placeholder; what follows a dot is inside of an attribute, and what a bracket follows is a function. */
const NAME = /(?<![\w.#:])(?:#\w+|[A-Za-z_]\w*)\b(?!\s*\()/g;

/** Top-level attributes. */
export function attributesOf(input: Fields): string[] {
  const aliases = fieldsOf(input.ExpressionAttributeNames);
  const inExpressions = EXPRESSIONS.flatMap((parameter) => textOf(input[parameter])?.match(NAME) ?? [])
    .filter((name) => !KEYWORDS.has(name.toLowerCase()))
    .map((name) => textOf(aliases[name]) ?? name);
  const byName = BY_NAME.flatMap((parameter) => Object.keys(fieldsOf(input[parameter])));
  const listed = Array.isArray(input.AttributesToGet)
    ? input.AttributesToGet.flatMap((name) => textOf(name) ?? [])
    : [];
  return [...inExpressions, ...byName, ...listed];
}

/** The value that a query's condition wants an attribute to have. */
export function partitionKeyIn(input: Fields, name: string): unknown {
  const [older] = listOf(fieldsOf(fieldsOf(input.KeyConditions)[name]).AttributeValueList);
  if (older) return older;
  const aliases = Object.entries(fieldsOf(input.ExpressionAttributeNames));
  const names = new Set([name, ...aliases.filter(([, of]) => of === name).map(([alias]) => alias)]);
  const equations = (textOf(input.KeyConditionExpression) ?? "").matchAll(/([#:]?\w+)\s*=\s*([#:]?\w+)/g);
  for (const [, left = "", right = ""] of equations) {
    const value = names.has(left) ? right : names.has(right) ? left : undefined;
    if (value !== undefined) return fieldsOf(input.ExpressionAttributeValues)[value];
  }
  return undefined;
}
