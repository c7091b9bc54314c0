// What a table's arguments are in the calls of DynamoDB.
import { isDeepStrictEqual } from "node:util";
import type { CreateTableCommandInput, GlobalSecondaryIndex } from "@aws-sdk/client-dynamodb";
import type { DynamoDb } from "../../cloud/dynamodb/dynamodb.ts";

interface Keys {
  hashKey: string;
  rangeKey?: string;
}

interface Capacity {
  readCapacity?: number;
  writeCapacity?: number;
}

interface Projection {
  name: string;
  projectionType: "ALL" | "KEYS_ONLY" | "INCLUDE";
  nonKeyAttributes?: string[];
}

type GlobalIndex = Keys & Capacity & Projection;

/** The arguments of a table that have an effect, apart from its name. */
export interface TableInputs extends Keys, Capacity {
  attributes: { name: string; type: "S" | "N" | "B" }[];
  billingMode: "PAY_PER_REQUEST" | "PROVISIONED";
  globalSecondaryIndexes?: GlobalIndex[];
  localSecondaryIndexes?: (Projection & { rangeKey: string })[];
  ttl?: { attributeName?: string; enabled: boolean };
  pointInTimeRecovery?: { enabled: boolean; recoveryPeriodInDays?: number };
  deletionProtectionEnabled: boolean;
  tableClass?: "STANDARD" | "STANDARD_INFREQUENT_ACCESS";
  tags?: Record<string, string>;
}

export function toCreateTable(name: string, inputs: TableInputs): CreateTableCommandInput {
  const { globalSecondaryIndexes: globals, localSecondaryIndexes: locals, tags = {} } = inputs;
  return {
    TableName: name,
    ...settings(inputs),
    KeySchema: keySchema(inputs),
    GlobalSecondaryIndexes: globals?.map((index) => globalIndex(inputs, index)),
    LocalSecondaryIndexes: locals?.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema({ hashKey: inputs.hashKey, rangeKey: index.rangeKey }),
      Projection: projection(index),
    })),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** What an UpdateTable may change as well, apart from indexes. */
const settings = (inputs: TableInputs) => ({
  AttributeDefinitions: inputs.attributes.map(({ name, type }) => ({
    AttributeName: name,
    AttributeType: type,
  })),
  BillingMode: inputs.billingMode,
  ProvisionedThroughput: throughput(inputs, inputs),
  DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
  TableClass: inputs.tableClass,
});

/** Time to live and recovery, which have calls of their own. Both are off when nothing is said. */
export async function setUp(dynamodb: DynamoDb, TableName: string, inputs: TableInputs, old?: TableInputs) {
  if (!isDeepStrictEqual(inputs.ttl, old?.ttl)) {
    // DynamoDB wants the attribute named to switch it off, too.
    const AttributeName = inputs.ttl?.attributeName ?? old?.ttl?.attributeName;
    const TimeToLiveSpecification = { AttributeName, Enabled: inputs.ttl?.enabled ?? false };
    if (AttributeName) await dynamodb.updateTimeToLive({ TableName, TimeToLiveSpecification });
  }
  if (!isDeepStrictEqual(inputs.pointInTimeRecovery, old?.pointInTimeRecovery)) {
    const { enabled = false, recoveryPeriodInDays } = inputs.pointInTimeRecovery ?? {};
    await dynamodb.updateContinuousBackups({
      TableName,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: enabled,
        RecoveryPeriodInDays: recoveryPeriodInDays,
      },
    });
  }
}

/** Brings a table from one set of inputs to the next: settings, then one call for each index. */
export async function changeTable(
  dynamodb: DynamoDb,
  TableName: string,
  old: TableInputs,
  inputs: TableInputs,
) {
  const [before, after] = [settings(old), settings(inputs)];
  const { AttributeDefinitions, ...changeable } = after;
  if (!isDeepStrictEqual({ ...before, AttributeDefinitions }, after)) {
    await dynamodb.updateTable({ TableName, ...changeable });
  }
  for (const change of indexChanges(old, inputs)) {
    await dynamodb.updateTable({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [change] });
  }
  await setUp(dynamodb, TableName, inputs, old);
  await changeTags(dynamodb, TableName, old.tags, inputs.tags);
}

function indexChanges(old: TableInputs, inputs: TableInputs) {
  const [before = [], after = []] = [old.globalSecondaryIndexes, inputs.globalSecondaryIndexes];
  const isIn = (list: GlobalIndex[], index: GlobalIndex) =>
    list.some((other) => isDeepStrictEqual(other, index));
  const gone = before.filter((index) => !isIn(after, index));
  const added = after.filter((index) => !isIn(before, index));
  return [
    ...gone.map(({ name }) => ({ Delete: { IndexName: name } })),
    ...added.map((index) => ({ Create: globalIndex(inputs, index) })),
  ];
}

async function changeTags(
  dynamodb: DynamoDb,
  TableName: string,
  old: Record<string, string> = {},
  tags: Record<string, string> = {},
) {
  if (isDeepStrictEqual(old, tags)) return;
  const { Table } = await dynamodb.describeTable({ TableName });
  const ResourceArn = Table?.TableArn;
  const TagKeys = Object.keys(old).filter((key) => !(key in tags));
  await dynamodb.untagResource({ ResourceArn, TagKeys });
  await dynamodb.tagResource({
    ResourceArn,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
}

const globalIndex = (table: TableInputs, index: GlobalIndex): GlobalSecondaryIndex => ({
  IndexName: index.name,
  KeySchema: keySchema(index),
  Projection: projection(index),
  ProvisionedThroughput: throughput(table, index),
});

const keySchema = ({ hashKey, rangeKey }: Keys) => [
  { AttributeName: hashKey, KeyType: "HASH" as const },
  ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" as const }]),
];

const projection = ({ projectionType, nonKeyAttributes }: Projection) => ({
  ProjectionType: projectionType,
  NonKeyAttributes: nonKeyAttributes,
});

const throughput = ({ billingMode }: TableInputs, { readCapacity, writeCapacity }: Capacity) =>
  billingMode === "PROVISIONED"
    ? { ReadCapacityUnits: readCapacity, WriteCapacityUnits: writeCapacity }
    : undefined;
