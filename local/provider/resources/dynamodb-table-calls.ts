// What a table's arguments are in the calls of DynamoDB.
import { isDeepStrictEqual } from "node:util";
import type { CreateTableInput, GlobalSecondaryIndex } from "@aws-sdk/client-dynamodb";
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

export function toCreateTable(name: string, inputs: TableInputs): CreateTableInput {
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
    Tags: toTags(tags),
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
  const [expires, expired] = [inputs.ttl?.enabled ?? false, old?.ttl?.enabled ?? false];
  // DynamoDB refuses to switch off what is off, and wants the attribute named to switch it off.
  if ((expires || expired) && !isDeepStrictEqual(inputs.ttl, old?.ttl)) {
    const AttributeName = inputs.ttl?.attributeName ?? old?.ttl?.attributeName;
    await dynamodb.updateTimeToLive({
      TableName,
      TimeToLiveSpecification: { AttributeName, Enabled: expires },
    });
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
  { name: TableName, arn }: { name: string; arn: string },
  old: TableInputs,
  inputs: TableInputs,
) {
  const changes = changedSettings(old, inputs);
  if (changes) await dynamodb.updateTable({ TableName, ...changes });
  const { AttributeDefinitions } = settings(inputs);
  for (const change of indexChanges(old, inputs)) {
    await dynamodb.updateTable({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [change] });
  }
  await setUp(dynamodb, TableName, inputs, old);
  await changeTags(dynamodb, arn, old.tags, inputs.tags);
}

/** Only what differs: DynamoDB refuses to set what is set already. Attributes go with the indexes they serve. */
function changedSettings(old: TableInputs, inputs: TableInputs) {
  const before = Object.entries(settings({ ...old, attributes: inputs.attributes }));
  const after = Object.entries(settings(inputs));
  const changes = after.filter(([, value], index) => !isDeepStrictEqual(value, before[index]?.[1]));
  return changes.length > 0 ? Object.fromEntries(changes) : undefined;
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
  ResourceArn: string,
  old: Record<string, string> = {},
  tags: Record<string, string> = {},
) {
  const TagKeys = Object.keys(old).filter((key) => !(key in tags));
  if (TagKeys.length > 0) await dynamodb.untagResource({ ResourceArn, TagKeys });
  const Tags = toTags(tags).filter(({ Key, Value }) => old[Key] !== Value);
  if (Tags.length > 0) await dynamodb.tagResource({ ResourceArn, Tags });
}

const toTags = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

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
