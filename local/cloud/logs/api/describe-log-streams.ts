// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html
import type { LogEvent } from "../logs.ts";
import { invalid, type LogsRequest } from "./logs-request.ts";
import { pageOf } from "./pages.ts";

const MAX_LISTED = 50;

export function describeLogStreams(call: LogsRequest) {
  const logGroupName = call.logGroupName();
  call.authorize("DescribeLogStreams", logGroupName);
  const { arn } = call.logs.getLogGroup(logGroupName);
  const prefix = call.string("logStreamNamePrefix") ?? "";
  const streams = [...Map.groupBy(call.logs.getLogEvents(logGroupName), ({ logStreamName }) => logStreamName)]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, events]) => describe(arn, name, events))
    .sort(orderOf(call));
  if (call.boolean("descending")) streams.reverse();
  const { items, nextToken } = pageOf(streams, call, MAX_LISTED);
  return { logStreams: items, nextToken };
}

function describe(groupArn: string, logStreamName: string, events: LogEvent[]) {
  const [first, last] = [events[0], events.at(-1)];
  return {
    logStreamName,
    creationTime: first?.ingestionTime,
    firstEventTimestamp: first?.timestamp,
    lastEventTimestamp: last?.timestamp ?? 0,
    lastIngestionTime: last?.ingestionTime,
    arn: `${groupArn}:log-stream:${logStreamName}`,
    storedBytes: 0,
  };
}

function orderOf(call: LogsRequest) {
  type Stream = ReturnType<typeof describe>;
  const orderBy = call.string("orderBy") ?? "LogStreamName";
  const byName = (a: Stream, b: Stream) => (a.logStreamName < b.logStreamName ? -1 : 1);
  if (orderBy === "LogStreamName") return byName;
  if (orderBy === "LastEventTime") {
    return (a: Stream, b: Stream) => a.lastEventTimestamp - b.lastEventTimestamp || byName(a, b);
  }
  throw invalid(`orderBy must be LogStreamName or LastEventTime, not ${orderBy}`);
}
