// What conditions of policies may ask about a call.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
import type { ConditionContext } from "../iam/condition-keys.ts";
import { attributesOf, partitionKeyIn } from "./expressions.ts";
import type { Need } from "./permissions.ts";
import { type Fields, fieldsOf, textOf } from "./request-fields.ts";

/** Parameters that have a key of their own name. */
const PLAIN_KEYS = ["Select", "ReturnValues", "ReturnConsumedCapacity"];

/** @param partitionKey name of the attribute by which the table or the index is divided; undefined when there is none */
export function conditionKeys(
  { inputs, enclosedBy }: Need,
  partitionKey: string | undefined,
): ConditionContext {
  const context: ConditionContext = { "dynamodb:EnclosingOperation": enclosedBy };
  if (!inputs) return context;
  for (const name of PLAIN_KEYS) {
    context[`dynamodb:${name}`] = inputs
      .map((input) => textOf(input[name]))
      .find((value) => value !== undefined);
  }
  context["dynamodb:FullTableScan"] = undefined;
  context["dynamodb:Attributes"] = [...new Set(inputs.flatMap(attributesOf))];
  context["dynamodb:LeadingKeys"] =
    partitionKey === undefined
      ? undefined
      : [...new Set(inputs.flatMap((input) => leadingKeys(input, partitionKey)))];
  return context;
}

function leadingKeys(input: Fields, name: string): string[] {
  const item = fieldsOf(input.Key ?? input.Item);
  const value = name in item ? item[name] : partitionKeyIn(input, name);
  return Object.values(fieldsOf(value)).flatMap((text) => textOf(text) ?? []);
}
