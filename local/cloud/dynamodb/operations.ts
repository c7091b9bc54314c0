// The operations that the shim answers itself. All others go to the engine as they came.
import { describeContinuousBackups, updateContinuousBackups } from "./continuous-backups.ts";
import type { Shim } from "./shim.ts";
import { createTable, deleteTable, describeTable, updateTable } from "./tables.ts";
import { listTagsOfResource, tagResource, untagResource } from "./tags.ts";
import { describeTimeToLive, updateTimeToLive } from "./time-to-live.ts";

/** A body that is a JSON object; each operation and the engine behind it check what is in it. */
type Input = Parameters<typeof createTable>[1] &
  Parameters<typeof updateTable>[1] &
  Parameters<typeof updateTimeToLive>[1] &
  Parameters<typeof updateContinuousBackups>[1] &
  Parameters<typeof tagResource>[1] &
  Parameters<typeof untagResource>[1];

export const operations = new Map<string, (shim: Shim, input: Input) => Promise<object>>([
  ["CreateTable", createTable],
  ["UpdateTable", updateTable],
  ["DeleteTable", deleteTable],
  ["DescribeTable", describeTable],
  ["UpdateTimeToLive", updateTimeToLive],
  ["DescribeTimeToLive", describeTimeToLive],
  ["UpdateContinuousBackups", updateContinuousBackups],
  ["DescribeContinuousBackups", describeContinuousBackups],
  ["TagResource", tagResource],
  ["UntagResource", untagResource],
  ["ListTagsOfResource", listTagsOfResource],
]);
