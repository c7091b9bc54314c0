// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
import type { LogGroup } from "../logs.ts";
import type { LogsRequest } from "./logs-request.ts";
import { pageOf } from "./pages.ts";

const MAX_LISTED = 50;

export function describeLogGroups(call: LogsRequest) {
  call.authorize("DescribeLogGroups");
  const prefix = call.string("logGroupNamePrefix") ?? "";
  const pattern = call.string("logGroupNamePattern")?.toLowerCase() ?? "";
  const found = call.logs
    .listLogGroups()
    .filter(({ logGroupName: name }) => name.startsWith(prefix) && name.toLowerCase().includes(pattern));
  const { items, nextToken } = pageOf(found, call, MAX_LISTED);
  return { logGroups: items.map(describe), nextToken };
}

function describe({ arn, creationTime, logGroupName, retentionInDays }: LogGroup) {
  return {
    ...{ logGroupName, creationTime, retentionInDays, metricFilterCount: 0, storedBytes: 0 },
    ...{ arn: `${arn}:*`, logGroupArn: arn, logGroupClass: "STANDARD" },
  };
}
