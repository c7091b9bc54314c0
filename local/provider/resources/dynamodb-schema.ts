// What a table's arguments are made of.
import * as v from "valibot";
import { integer, matching, refused, show } from "../schema.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
export const tableName = matching(/^[\w.-]{3,255}$/, "a table's name has 3 to 255 letters, digits and _-.");

export const capacity = v.optional(integer(1, 40_000, "capacity units"));

export const attributes = v.array(
  v.strictObject({ name: v.pipe(v.string(), v.nonEmpty("is empty")), type: v.picklist(["S", "N", "B"]) }),
);

const projection = {
  projectionType: v.picklist(["ALL", "KEYS_ONLY", "INCLUDE"]),
  nonKeyAttributes: v.optional(v.array(v.string())),
};

export const localIndexes = v.array(v.strictObject({ name: tableName, rangeKey: v.string(), ...projection }));

export const globalIndexes = v.array(
  v.strictObject({
    name: tableName,
    hashKey: v.string(),
    rangeKey: v.optional(v.string()),
    ...projection,
    readCapacity: capacity,
    writeCapacity: capacity,
    keySchemas: refused("it takes one hash key and one range key; use hashKey and rangeKey"),
    onDemandThroughput: refused("it does not limit tables"),
    warmThroughput: refused("its tables are always warm"),
  }),
);

interface Keys {
  hashKey?: string;
  rangeKey?: string;
}

/** Why the attributes are not exactly the keys of the table and its indexes, as DynamoDB wants them. */
export function attributesFault(declared: string[], owners: Keys[]): string | undefined {
  const keys = new Set(
    owners.flatMap(({ hashKey, rangeKey }) => [hashKey, rangeKey].filter((key) => key !== undefined)),
  );
  const missing = [...keys].find((key) => !declared.includes(key));
  if (missing !== undefined) return `has no ${show(missing)}, which is a key; add it with its type`;
  const idle = declared.find((name) => !keys.has(name));
  return (
    idle &&
    `has ${show(idle)}, which is no key of the table or an index; DynamoDB declares keys only, remove it`
  );
}
