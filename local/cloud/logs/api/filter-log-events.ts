// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
import type { LogEvent } from "../logs.ts";
import { filterOf } from "./filter-pattern.ts";
import type { LogsRequest } from "./logs-request.ts";
import { pageOf } from "./pages.ts";

const MAX_EVENTS = 10_000;

/** Digits of an event's id. */
const ID_DIGITS = 56;

export function filterLogEvents(call: LogsRequest) {
  const logGroupName = call.logGroupName();
  call.authorize("FilterLogEvents", logGroupName);
  const isChosen = choice(call);
  const found = call.logs.getLogEvents(logGroupName).filter(isChosen);
  const { items, nextToken } = pageOf(
    found.sort((a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence),
    call,
    MAX_EVENTS,
  );
  return { events: items.map(describe), searchedLogStreams: [], nextToken };
}

function choice(call: LogsRequest): (event: LogEvent) => boolean {
  const startTime = call.number("startTime") ?? -Infinity;
  const endTime = call.number("endTime") ?? Infinity;
  const names = call.strings("logStreamNames");
  const prefix = call.string("logStreamNamePrefix") ?? "";
  const matches = filterOf(call.string("filterPattern") ?? "");
  return ({ timestamp, logStreamName, message }) =>
    timestamp >= startTime &&
    timestamp <= endTime &&
    (names?.includes(logStreamName) ?? true) &&
    logStreamName.startsWith(prefix) &&
    matches(message);
}

function describe({ logStreamName, timestamp, message, ingestionTime, sequence }: LogEvent) {
  const eventId = String(sequence).padStart(ID_DIGITS, "0");
  return { logStreamName, timestamp, message, ingestionTime, eventId };
}
