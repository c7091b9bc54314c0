// A table as DescribeTable shows it: the engine's description, with our ARNs and the settings it does not know.
import type { CloudContext } from "../context.ts";
import type { TableSettings } from "./table-settings.ts";

/** As it travels: times are seconds since the Unix epoch. */
export interface TableDescription extends TableSchema {
  TableName: string;
  TableArn: string;
  TableStatus: string;
  DeletionProtectionEnabled?: boolean;
  /** With a stream only. */
  LatestStreamArn?: string;
  LatestStreamLabel?: string;
  [more: string]: unknown;
}

interface TableSchema {
  AttributeDefinitions?: { AttributeName?: string; AttributeType?: string }[];
  KeySchema?: KeySchema;
  GlobalSecondaryIndexes?: Index[];
  LocalSecondaryIndexes?: Index[];
}

type KeySchema = { AttributeName?: string; KeyType?: string }[];

interface Index {
  IndexName?: string;
  KeySchema?: KeySchema;
}

type Place = Pick<CloudContext, "accountId" | "partition" | "region">;

/** Engines have a region and an account of their own. */
const ANY_TABLE_ARN = /arn:[\w-]+:dynamodb:[\w-]+:\d*:table\//g;

/** `arn:aws:dynamodb:us-east-1:000000000000:table/` */
export const tableArnPrefix = ({ accountId, partition, region }: Place) =>
  `arn:${partition}:dynamodb:${region}:${accountId}:table/`;

export function describe(place: Place, table: TableDescription, settings: TableSettings): TableDescription {
  const ours: TableDescription = JSON.parse(
    JSON.stringify(table).replaceAll(ANY_TABLE_ARN, tableArnPrefix(place)),
  );
  return {
    ...ours,
    DeletionProtectionEnabled: settings.deletionProtection,
    TableClassSummary: { TableClass: settings.tableClass },
    ...(settings.sse && { SSEDescription: settings.sse }),
  };
}

/** A table's name from its ARN, which operations take as well. */
export const tableNameOf = (nameOrArn: string) => nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);

/** Keys and indexes in words; two tables with equal words hold each other's items. */
export function schemaInWords(table: TableSchema): string {
  const types = new Map(
    table.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
  const keys = (schema: KeySchema = []) =>
    schema
      .map(
        ({ AttributeName, KeyType }) =>
          `${KeyType === "HASH" ? "hash" : "range"} key ${AttributeName} (${types.get(AttributeName)})`,
      )
      .join(", ");
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])]
    .map(({ IndexName, KeySchema }) => `; index ${IndexName}: ${keys(KeySchema)}`)
    .sort();
  return keys(table.KeySchema) + indexes.join("");
}
