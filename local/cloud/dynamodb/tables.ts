// Tables: made, changed and deleted by the engine; protected, tagged and described by the shim.
import type {
  CreateTableInput,
  DeleteTableInput,
  DescribeTableInput,
  SSESpecification,
  UpdateTableInput,
} from "@aws-sdk/client-dynamodb";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { call } from "./engine-calls.ts";
import { schemaConflict, unsupported, validation } from "./errors.ts";
import { engineTable, type Shim } from "./shim.ts";
import { describe, schemaInWords, type TableDescription } from "./table-description.ts";
import { tagsOf } from "./tags.ts";

/** Rounds to the engine until a table is there or gone; engines need one or two. */
const ROUNDS = 1000;

/** What the shim keeps, and no engine needs to know. */
const OWN_INPUTS = ["DeletionProtectionEnabled", "Tags", "TableClass", "SSESpecification"] as const;

const PROTECTED =
  "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";

export async function createTable(shim: Shim, input: CreateTableInput) {
  const rest = { ...input };
  for (const name of OWN_INPUTS) delete rest[name];
  refuseUnsupported(shim, rest);
  const made = await call<{ TableDescription: TableDescription }>(shim.engine, "CreateTable", rest);
  const { TableName } = made.TableDescription;
  shim.settings.set(TableName, settingsOf(shim, input));
  shim.partitionKeys.forget(TableName);
  await untilActive(shim, TableName);
  return { TableDescription: describeHere(shim, made.TableDescription) };
}

/**
 * Takes over a table kept from an earlier run, its settings as on the day it was made: expiry and recovery are off
 * until the program asks for them, which it does next.
 * @throws AwsError ResourceInUseException when its schema is another
 */
export async function adoptTable(shim: Shim, input: CreateTableInput) {
  const table = await engineTable(shim, input.TableName);
  const [kept, wanted] = [schemaInWords(table), schemaInWords(input)];
  if (kept !== wanted) throw schemaConflict(table.TableName, kept, wanted);
  shim.settings.delete(table.TableName);
  shim.settings.set(table.TableName, settingsOf(shim, input));
  return { TableDescription: describeHere(shim, table) };
}

export async function updateTable(shim: Shim, input: UpdateTableInput) {
  const { DeletionProtectionEnabled, TableClass, SSESpecification, ...rest } = input;
  refuseUnsupported(shim, rest);
  const { TableName } = await engineTable(shim, input.TableName);
  const ours = {
    ...(DeletionProtectionEnabled !== undefined && { deletionProtection: DeletionProtectionEnabled }),
    ...(TableClass !== undefined && { tableClass: TableClass }),
    ...(SSESpecification !== undefined && { sse: sseOf(shim.context, SSESpecification) }),
  };
  // Engines refuse an update that changes nothing they know of.
  if (changesEngine(rest) || Object.keys(ours).length === 0) {
    await call(shim.engine, "UpdateTable", { ...rest, TableName });
    shim.partitionKeys.forget(TableName);
    await untilActive(shim, TableName);
  }
  shim.settings.set(TableName, ours);
  return { TableDescription: describeHere(shim, await engineTable(shim, TableName)) };
}

/** Attribute definitions only go along with an index. */
const changesEngine = (input: UpdateTableInput) =>
  Object.entries(input).some(
    ([name, value]) => value !== undefined && name !== "TableName" && name !== "AttributeDefinitions",
  );

/** @throws AwsError ValidationException while it is protected */
export async function deleteTable(shim: Shim, input: DeleteTableInput) {
  const { TableName } = await engineTable(shim, input.TableName);
  if (shim.settings.get(TableName).deletionProtection) throw validation(PROTECTED);
  const gone = await call<{ TableDescription: TableDescription }>(shim.engine, "DeleteTable", { TableName });
  const TableDescription = describeHere(shim, gone.TableDescription);
  shim.settings.delete(TableName);
  shim.partitionKeys.forget(TableName);
  await until(() =>
    engineTable(shim, TableName).then(
      () => false,
      (error) => error instanceof AwsError && error.code === "ResourceNotFoundException",
    ),
  );
  return { TableDescription };
}

export async function describeTable(shim: Shim, input: DescribeTableInput) {
  return { Table: describeHere(shim, await engineTable(shim, input.TableName)) };
}

function describeHere({ context, settings }: Shim, table: TableDescription) {
  return describe(context, table, settings.get(table.TableName));
}

function settingsOf({ context }: Shim, input: CreateTableInput) {
  return {
    tags: tagsOf(input.Tags),
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    tableClass: input.TableClass ?? "STANDARD",
    sse: sseOf(context, input.SSESpecification),
  };
}

/** What an engine would accept and forget. */
function refuseUnsupported({ engine }: Shim, input: Omit<CreateTableInput & UpdateTableInput, "TableName">) {
  const refuse = (feature: string) => unsupported(feature, engine.name, engine.remedy);
  if (input.ResourcePolicy) throw refuse("ResourcePolicy");
  if (input.ReplicaUpdates) throw refuse("ReplicaUpdates");
  if (engine.lacks.streams && input.StreamSpecification?.StreamEnabled) throw refuse("StreamSpecification");
  if (
    engine.lacks.indexUpdates &&
    input.GlobalSecondaryIndexUpdates?.some(({ Create, Delete }) => Create ?? Delete)
  ) {
    throw refuse("GlobalSecondaryIndexUpdates that create or delete an index");
  }
}

function sseOf({ accountId, partition, region }: CloudContext, specification: SSESpecification | undefined) {
  if (!specification?.Enabled) return undefined;
  const key = specification.KMSMasterKeyId ?? "alias/aws/dynamodb";
  return {
    Status: "ENABLED" as const,
    SSEType: specification.SSEType ?? "KMS",
    KMSMasterKeyArn: key.startsWith("arn:")
      ? key
      : `arn:${partition}:kms:${region}:${accountId}:${keyPath(key)}`,
  };
}

const keyPath = (key: string) => (key.startsWith("alias/") ? key : `key/${key}`);

const untilActive = (shim: Shim, tableName: string) =>
  until(async () => (await engineTable(shim, tableName)).TableStatus === "ACTIVE");

async function until(isSo: () => Promise<boolean>) {
  for (let round = 0; round < ROUNDS; round++) if (await isSo()) return;
  throw new AwsError("InternalServerError", "The engine did not finish with the table.", 500);
}
