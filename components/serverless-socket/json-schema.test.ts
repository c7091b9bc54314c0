import * as v from "valibot";
import { expect, test } from "vitest";
import { jsonSchemaOf } from "./json-schema.ts";

const $schema = "http://json-schema.org/draft-04/schema#";

test.each<[string, v.GenericSchema, object]>([
  ["a literal", v.literal(3), { enum: [3] }],
  [
    "a bound that is not reached",
    v.pipe(v.number(), v.gtValue(3)),
    {
      type: "number",
      minimum: 3,
      exclusiveMinimum: true,
    },
  ],
  ["a list of literals", v.array(v.literal("a")), { type: "array", items: { enum: ["a"] } }],
  ["a union", v.union([v.literal("a"), v.null()]), { anyOf: [{ enum: ["a"] }, { type: "null" }] }],
  [
    "a property that is called as a keyword",
    v.object({ const: v.string() }),
    {
      type: "object",
      properties: { const: { type: "string" } },
      required: ["const"],
    },
  ],
  ["what a pipeline begins with", v.pipe(v.string(), v.transform(Number)), { type: "string" }],
])("%s has the form of draft 4", (_kind, schema, expected) => {
  expect(jsonSchemaOf(schema)).toEqual({ $schema, ...expected });
});

test("a JSON Schema stays as it is written", () => {
  const schema = { type: "object", properties: { a: { minimum: 1, exclusiveMinimum: true } } };
  expect(jsonSchemaOf(schema)).toEqual({ $schema, ...schema });
});

test("what draft 4 cannot say is refused by name", () => {
  const schema = v.tuple([v.string(), v.number()]);
  expect(() =>
    jsonSchemaOf(
      v.pipe(
        v.string(),
        v.check((text) => text !== "x"),
      ),
    ),
  ).toThrow("check");
  expect(jsonSchemaOf(schema)).toMatchObject({ type: "array" });
});
