// Log groups, made, deleted and kept for a time.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
import { invalid, type LogsRequest } from "./logs-request.ts";

/** Settings that groups have here with this value alone. */
const NOT_HERE = { kmsKeyId: "the default", logGroupClass: "STANDARD", deletionProtectionEnabled: false };

export function createLogGroup(call: LogsRequest) {
  const logGroupName = call.required("logGroupName");
  call.authorize("CreateLogGroup", logGroupName);
  for (const [name, value] of Object.entries(NOT_HERE)) {
    if (!call.isAbsentOr(name, value)) {
      throw invalid(`The local cloud's log groups have no ${name} but ${value}: leave it out`);
    }
  }
  call.logs.createLogGroup({ logGroupName, tags: call.texts("tags") });
}

export function deleteLogGroup(call: LogsRequest) {
  const logGroupName = call.required("logGroupName");
  call.authorize("DeleteLogGroup", logGroupName);
  call.logs.deleteLogGroup(logGroupName);
}

export function putRetentionPolicy(call: LogsRequest) {
  const logGroupName = call.required("logGroupName");
  call.authorize("PutRetentionPolicy", logGroupName);
  const retentionInDays = call.number("retentionInDays");
  if (retentionInDays === undefined) throw invalid("retentionInDays is required");
  call.logs.updateLogGroup(logGroupName, { retentionInDays });
}

export function deleteRetentionPolicy(call: LogsRequest) {
  const logGroupName = call.required("logGroupName");
  call.authorize("DeleteRetentionPolicy", logGroupName);
  call.logs.updateLogGroup(logGroupName, { retentionInDays: undefined });
}
