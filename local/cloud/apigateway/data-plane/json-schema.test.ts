import { expect, test } from "vitest";
import { compileSchema } from "./json-schema.ts";

/** After the example of the developer guide. */
const SCHEMA = JSON.stringify({
  $schema: "http://json-schema.org/draft-04/schema#",
  title: "price",
  type: "object",
  required: ["action", "price"],
  properties: {
    action: { type: "string" },
    price: { type: "number", minimum: 0, exclusiveMinimum: true },
    tags: { type: "array", items: { enum: ["a", "b"] }, uniqueItems: true },
  },
});

test.each(['{"action":"set","price":1}', '{"action":"set","price":0.5,"tags":["a","b"],"more":null}'])(
  "[GW-38] %s fulfils the schema",
  (message) => {
    expect(compileSchema(SCHEMA, "price")(message)).toBeUndefined();
  },
);

test.each([
  ['{"action":"set"}', "the message must have required property 'price'"],
  ['{"action":"set","price":"1"}', "the message/price must be number"],
  ['{"action":"set","price":0}', "the message/price must be > 0"],
  [
    '{"action":"set","price":1,"tags":["c"]}',
    "the message/tags/0 must be equal to one of the allowed values",
  ],
  ["[]", "the message must be object"],
  ["price=1", "it is not JSON"],
])("[GW-38] %s does not: %s", (message, why) => {
  expect(compileSchema(SCHEMA, "price")(message)).toBe(why);
});

test("[GW-38] two schemas may have the same id", () => {
  const schema = JSON.stringify({ id: "https://example.com/price", type: "object" });
  expect(compileSchema(schema, "a")("{}")).toBeUndefined();
  expect(compileSchema(schema, "b")("{}")).toBeUndefined();
});

test.each([
  ["{", "is not JSON Schema draft 4"],
  ["[]", "schema is invalid"],
  ['{"type":"text"}', "data/type must be equal to one of the allowed values"],
  ['{"$ref":"https://example.com/other"}', "can't resolve reference https://example.com/other"],
  ['{"$schema":"http://json-schema.org/draft-07/schema#"}', "draft-07"],
])("[GW-38] %s is refused", (schema, why) => {
  expect(() => compileSchema(schema, "price")).toThrow(why);
});
