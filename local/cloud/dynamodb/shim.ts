// What the shim's parts share.
import type { CloudContext } from "../context.ts";
import type { Engine } from "./engine.ts";
import { call } from "./engine-calls.ts";
import type { PartitionKeys } from "./partition-keys.ts";
import { type TableDescription, tableNameOf } from "./table-description.ts";
import type { TableSettingsFile } from "./table-settings.ts";

export interface Shim {
  context: CloudContext;
  engine: Engine;
  settings: TableSettingsFile;
  partitionKeys: PartitionKeys;
}

/**
 * The table as its engine knows it. Validates the name on the way, in the engine's words.
 * @throws AwsError ResourceNotFoundException
 */
export async function engineTable(
  { engine }: Shim,
  nameOrArn: string | undefined,
): Promise<TableDescription> {
  const TableName = nameOrArn === undefined ? undefined : tableNameOf(nameOrArn);
  const { Table } = await call<{ Table: TableDescription }>(engine, "DescribeTable", { TableName });
  return Table;
}
