// Time to live: the setting, and the deletion of what has expired.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
import type {
  AttributeValue,
  DescribeTimeToLiveInput,
  UpdateTimeToLiveInput,
} from "@aws-sdk/client-dynamodb";
import { AwsError } from "../errors.ts";
import { call } from "./engine-calls.ts";
import { validation } from "./errors.ts";
import { engineTable, type Shim } from "./shim.ts";

type Item = Record<string, AttributeValue>;

/** Items that expired longer ago than five years are left alone, as a guard against wrong times. */
const OLDEST_SECONDS = 5 * 365 * 24 * 60 * 60;

/** Items looked at in one call; small, so that calls of the program get in between. */
const PAGE = 100;

export async function describeTimeToLive(shim: Shim, input: DescribeTimeToLiveInput) {
  const { TableName } = await engineTable(shim, input.TableName);
  const { timeToLive } = shim.settings.get(TableName);
  return {
    TimeToLiveDescription:
      timeToLive === undefined
        ? { TimeToLiveStatus: "DISABLED" }
        : { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive },
  };
}

/** @throws AwsError ValidationException when nothing would change, or another attribute is in use */
export async function updateTimeToLive(shim: Shim, input: UpdateTimeToLiveInput) {
  const { TableName } = await engineTable(shim, input.TableName);
  const { Enabled, AttributeName } = input.TimeToLiveSpecification ?? {};
  if (Enabled === undefined) throw missing("timeToLiveSpecification.enabled");
  if (!AttributeName) throw missing("timeToLiveSpecification.attributeName");
  const current = shim.settings.get(TableName).timeToLive;
  if (!Enabled && current === undefined) throw validation("TimeToLive is already disabled");
  if (current !== undefined && current !== AttributeName) {
    throw validation(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`,
    );
  }
  if (Enabled && current !== undefined) throw validation("TimeToLive is already enabled");
  shim.settings.set(TableName, { timeToLive: Enabled ? AttributeName : undefined });
  return { TimeToLiveSpecification: { Enabled, AttributeName } };
}

/** Deletes what has expired in every table; says how many items that were. */
export async function deleteExpired(shim: Shim): Promise<number> {
  let deleted = 0;
  for (const [tableName, attribute] of [...shim.settings.expiring()]) {
    deleted += await deleteExpiredOf(shim, tableName, attribute);
  }
  return deleted;
}

async function deleteExpiredOf(shim: Shim, TableName: string, attribute: string) {
  const { KeySchema = [] } = await engineTable(shim, TableName);
  const keys = KeySchema.map(({ AttributeName = "" }) => AttributeName);
  const condition = expiredBy(shim.context.clock.now(), attribute);
  let deleted = 0;
  let ExclusiveStartKey: Item | undefined;
  do {
    const { expression: FilterExpression, ...values } = condition;
    const page: { Items: Item[]; LastEvaluatedKey?: Item } = await call(shim.engine, "Scan", {
      ...{ TableName, FilterExpression, ...values, Limit: PAGE, ExclusiveStartKey },
    });
    const gone = await Promise.all(
      page.Items.map((item) => deleteIfExpired(shim, TableName, pick(item, keys), condition)),
    );
    deleted += gone.filter(Boolean).length;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return deleted;
}

/** An item that was renewed since it was read stays. */
async function deleteIfExpired(shim: Shim, TableName: string, Key: Item, condition: Condition) {
  const { expression: ConditionExpression, ...values } = condition;
  try {
    await call(shim.engine, "DeleteItem", { TableName, Key, ConditionExpression, ...values });
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === "ConditionalCheckFailedException") return false;
    throw error;
  }
}

type Condition = ReturnType<typeof expiredBy>;

/** Only a Number that is an epoch time in seconds makes an item expire. */
function expiredBy(nowMs: number, attribute: string) {
  const now = Math.floor(nowMs / 1000);
  return {
    expression: "attribute_type(#ttl, :number) AND #ttl < :now AND #ttl > :oldest",
    ExpressionAttributeNames: { "#ttl": attribute },
    ExpressionAttributeValues: {
      ":number": { S: "N" },
      ":now": { N: String(now) },
      ":oldest": { N: String(now - OLDEST_SECONDS) },
    },
  };
}

const pick = (item: Item, names: string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));

const missing = (field: string) =>
  validation(
    `1 validation error detected: Value null at '${field}' failed to satisfy constraint: Member must not be null`,
  );
