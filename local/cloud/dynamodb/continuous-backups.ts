// Point-in-time recovery as a setting: nothing is recorded from which one could restore.
import type { DescribeContinuousBackupsInput, UpdateContinuousBackupsInput } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../errors.ts";
import { tableNotFound, validation } from "./errors.ts";
import { engineTable, type Shim } from "./shim.ts";

/** Also the longest: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html */
const DEFAULT_PERIOD_DAYS = 35;

export async function describeContinuousBackups(shim: Shim, { TableName }: DescribeContinuousBackupsInput) {
  return { ContinuousBackupsDescription: describe(shim, await tableOf(shim, TableName)) };
}

export async function updateContinuousBackups(shim: Shim, input: UpdateContinuousBackupsInput) {
  const tableName = await tableOf(shim, input.TableName);
  const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays = DEFAULT_PERIOD_DAYS } =
    input.PointInTimeRecoverySpecification ?? {};
  if (PointInTimeRecoveryEnabled === undefined) {
    throw validation(
      "1 validation error detected: Value null at 'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled' failed to satisfy constraint: Member must not be null",
    );
  }
  if (!(RecoveryPeriodInDays >= 1 && RecoveryPeriodInDays <= DEFAULT_PERIOD_DAYS)) {
    throw validation(`RecoveryPeriodInDays must be between 1 and ${DEFAULT_PERIOD_DAYS}`);
  }
  const since = shim.settings.get(tableName).pointInTimeRecovery?.since ?? shim.context.clock.now();
  shim.settings.set(tableName, {
    pointInTimeRecovery: PointInTimeRecoveryEnabled
      ? { since, periodInDays: RecoveryPeriodInDays }
      : undefined,
  });
  return { ContinuousBackupsDescription: describe(shim, tableName) };
}

function describe({ context, settings }: Shim, tableName: string) {
  const recovery = settings.get(tableName).pointInTimeRecovery;
  return {
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription: recovery
      ? {
          PointInTimeRecoveryStatus: "ENABLED",
          RecoveryPeriodInDays: recovery.periodInDays,
          EarliestRestorableDateTime: recovery.since / 1000,
          LatestRestorableDateTime: context.clock.now() / 1000,
        }
      : { PointInTimeRecoveryStatus: "DISABLED" },
  };
}

/** These two operations have a code of their own for a table that is not there. */
async function tableOf(shim: Shim, nameOrArn: string | undefined) {
  try {
    return (await engineTable(shim, nameOrArn)).TableName;
  } catch (error) {
    if (error instanceof AwsError && error.code === "ResourceNotFoundException") {
      throw tableNotFound(nameOrArn ?? "");
    }
    throw error;
  }
}
