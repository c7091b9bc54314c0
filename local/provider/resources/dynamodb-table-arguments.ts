// What DynamoDB tells of a table, as arguments.
import type { GlobalSecondaryIndexDescription, TableDescription } from "@aws-sdk/client-dynamodb";
import type { TableDescription as Description } from "../../cloud/dynamodb/table-description.ts";
import type { TableSettings } from "../../cloud/dynamodb/table-settings.ts";
import { canonical } from "../../engine/canonical.ts";
import type { PropValue } from "../../engine/values.ts";
import type { TableInputs } from "./dynamodb-table-calls.ts";

/** Days of recovery when none are given: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html */
const RECOVERY_DAYS = 35;

type Schema = Pick<TableDescription, "KeySchema">;
type Throughput = Pick<TableDescription, "ProvisionedThroughput">;
type Index = Pick<GlobalSecondaryIndexDescription, "IndexName" | "KeySchema" | "Projection"> & Throughput;

export function toArguments(found: Description, settings: TableSettings, before: Partial<TableInputs>) {
  // As it came over the wire, it is of no narrower type.
  const table = found as TableDescription;
  const isProvisioned = table.BillingModeSummary?.BillingMode !== "PAY_PER_REQUEST";
  const capacity = ({ ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits } = {} }: Throughput) =>
    isProvisioned ? { readCapacity: ReadCapacityUnits, writeCapacity: WriteCapacityUnits } : {};
  const { AttributeDefinitions = [], GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = table;
  return {
    name: table.TableName,
    ...keys(table),
    attributes: inOrderOf(
      before.attributes,
      AttributeDefinitions.map(({ AttributeName, AttributeType }) => ({
        name: AttributeName,
        type: AttributeType,
      })),
    ),
    billingMode: isProvisioned ? "PROVISIONED" : "PAY_PER_REQUEST",
    ...{ readCapacity: undefined, writeCapacity: undefined, ...capacity(table) },
    globalSecondaryIndexes: inOrderOf(
      before.globalSecondaryIndexes,
      GlobalSecondaryIndexes.map((index) => ({ ...keys(index), ...projected(index), ...capacity(index) })),
    ),
    localSecondaryIndexes: inOrderOf(
      before.localSecondaryIndexes,
      LocalSecondaryIndexes.map((index) => ({ rangeKey: keys(index).rangeKey, ...projected(index) })),
    ),
    deletionProtectionEnabled: settings.deletionProtection,
    tableClass:
      settings.tableClass === "STANDARD" && before.tableClass === undefined ? undefined : settings.tableClass,
    tags: settings.tags,
    ttl: timeToLive(settings, before.ttl),
    pointInTimeRecovery: recovery(settings, before.pointInTimeRecovery),
  };
}

function keys({ KeySchema = [] }: Schema) {
  const nameOf = (type: string) => KeySchema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  return { hashKey: nameOf("HASH"), rangeKey: nameOf("RANGE") };
}

const projected = ({ IndexName, Projection = {} }: Index) => ({
  name: IndexName,
  projectionType: Projection.ProjectionType,
  nonKeyAttributes: Projection.NonKeyAttributes?.length ? Projection.NonKeyAttributes : undefined,
});

/** What is off may have been said to be off, or not at all. */
function timeToLive({ timeToLive }: TableSettings, before: TableInputs["ttl"]) {
  if (timeToLive !== undefined) return { attributeName: timeToLive, enabled: true };
  return before && { ...before, enabled: false };
}

function recovery({ pointInTimeRecovery }: TableSettings, before: TableInputs["pointInTimeRecovery"]) {
  if (!pointInTimeRecovery) return before && { ...before, enabled: false };
  const { periodInDays } = pointInTimeRecovery;
  const isDefault = periodInDays === RECOVERY_DAYS && before?.recoveryPeriodInDays === undefined;
  return { enabled: true, ...(!isDefault && { recoveryPeriodInDays: periodInDays }) };
}

/** To DynamoDB these lists are sets: one that holds the same is the same. */
function inOrderOf(before: object[] | undefined, found: object[]): object[] | undefined {
  if (found.length === 0 && before === undefined) return undefined;
  const texts = (list: object[]) =>
    list.map((each) => canonical(JSON.parse(JSON.stringify(each)) as PropValue)).sort();
  return before && texts(before).join() === texts(found).join() ? before : found;
}
