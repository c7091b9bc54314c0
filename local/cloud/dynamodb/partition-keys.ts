// The attributes by which tables and their indexes are divided, asked of the engine once for each table.
import type { Engine } from "./engine.ts";
import { call } from "./engine-calls.ts";
import { type TableDescription, tableNameOf } from "./table-description.ts";

/** Attribute by the name of the index; of the table itself by "". */
type Keys = ReadonlyMap<string, string>;

export class PartitionKeys {
  readonly #engine: Engine;
  readonly #tables = new Map<string, Keys>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** @param arn of a table or of an index. Undefined when there is none, and a promise when it has to be asked for */
  of(arn: string): string | undefined | Promise<string | undefined> {
    const [table = "", index = ""] = arn.split("/index/");
    const tableName = tableNameOf(table);
    const known = this.#tables.get(tableName);
    if (known) return known.get(index);
    return this.#read(tableName).then((keys) => keys?.get(index));
  }

  /** To be called when a table is changed or gone. */
  forget(tableName: string) {
    this.#tables.delete(tableName);
  }

  async #read(TableName: string): Promise<Keys | undefined> {
    const described = await call<{ Table: TableDescription }>(this.#engine, "DescribeTable", {
      TableName,
    }).catch(() => undefined);
    if (!described) return undefined;
    const { KeySchema = [], GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = described.Table;
    const schemas = [{ IndexName: "", KeySchema }, ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes];
    const keys = new Map(
      schemas.flatMap(({ IndexName = "", KeySchema = [] }) =>
        KeySchema.filter(({ KeyType }) => KeyType === "HASH").map(
          ({ AttributeName = "" }): [string, string] => [IndexName, AttributeName],
        ),
      ),
    );
    this.#tables.set(TableName, keys);
    return keys;
  }
}
