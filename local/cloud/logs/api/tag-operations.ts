// Tags of log groups, which are named by their ARN.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html
import { invalid, type LogsRequest } from "./logs-request.ts";

export function listTagsForResource(call: LogsRequest) {
  return { tags: tagsOf(call, "ListTagsForResource").tags };
}

export function tagResource(call: LogsRequest) {
  const added = call.texts("tags");
  if (!added) throw invalid("tags is required");
  const { logGroupName, tags } = tagsOf(call, "TagResource");
  call.logs.updateLogGroup(logGroupName, { tags: { ...tags, ...added } });
}

export function untagResource(call: LogsRequest) {
  const gone = call.strings("tagKeys");
  if (!gone) throw invalid("tagKeys is required");
  const { logGroupName, tags } = tagsOf(call, "UntagResource");
  const kept = Object.entries(tags).filter(([key]) => !gone.includes(key));
  call.logs.updateLogGroup(logGroupName, { tags: Object.fromEntries(kept) });
}

function tagsOf(call: LogsRequest, action: string) {
  const logGroupName = call.authorizeArn(action, call.required("resourceArn"));
  const { tags = {} } = call.logs.getLogGroup(logGroupName);
  return { logGroupName, tags };
}
