// Makes of a message's schema what API Gateway checks messages with: JSON Schema, draft 4.
import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import type { MessageModel } from "./route-args.ts";

const DRAFT_4 = "http://json-schema.org/draft-04/schema#";

/** Keywords that came after draft 4. A validator of draft 4 passes over them, and would let through what they forbid. */
const LATER = ["contains", "propertyNames", "if", "then", "else", "dependentRequired", "prefixItems"];

/** Keywords whose values are schemas, lists of schemas, and schemas by name. */
const NESTED = ["additionalItems", "additionalProperties", "items", "not"];
const LISTS = ["allOf", "anyOf", "items", "oneOf"];
const NAMED = ["definitions", "patternProperties", "properties"];

type Schema = Record<string, unknown>;

/**
 * The JSON Schema of a model.
 * @throws {Error} naming what draft 4 cannot say
 */
export function jsonSchemaOf(model: MessageModel): Schema {
  if (!isValibot(model)) return { $schema: DRAFT_4, ...model };
  // What clients send is the schema's input, whatever a pipeline makes of it.
  const schema = toJsonSchema(model, { errorMode: "throw", typeMode: "input" });
  return { ...toDraft4({ ...schema }), $schema: DRAFT_4 };
}

function isValibot(model: MessageModel): model is GenericSchema {
  return model.kind === "schema";
}

function toDraft4({ const: only, exclusiveMinimum, exclusiveMaximum, ...schema }: Schema): Schema {
  const later = LATER.find((keyword) => keyword in schema);
  if (later) throw new Error(`the keyword "${later}" came after draft 4, which API Gateway checks with`);
  return {
    ...Object.fromEntries(
      Object.entries(schema).map(([keyword, value]) => [keyword, nested(keyword, value)]),
    ),
    ...(only !== undefined && { enum: [only] }),
    ...(exclusiveMinimum !== undefined && { minimum: exclusiveMinimum, exclusiveMinimum: true }),
    ...(exclusiveMaximum !== undefined && { maximum: exclusiveMaximum, exclusiveMaximum: true }),
  };
}

function nested(keyword: string, value: unknown): unknown {
  if (LISTS.includes(keyword) && Array.isArray(value)) return value.map((each) => toDraft4({ ...each }));
  if (NESTED.includes(keyword) && isObject(value)) return toDraft4(value);
  if (NAMED.includes(keyword) && isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, toDraft4({ ...Object(each) })]),
    );
  }
  return value;
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null;
}
