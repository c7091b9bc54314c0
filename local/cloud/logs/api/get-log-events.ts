// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
import { AwsError } from "../../errors.ts";
import { invalid, type LogsRequest } from "./logs-request.ts";

const MAX_EVENTS = 10_000;

/** Digits of the number in a token. */
const TOKEN_DIGITS = 56;

export function getLogEvents(call: LogsRequest) {
  const logGroupName = call.logGroupName();
  const logStreamName = call.string("logStreamName");
  if (logStreamName === undefined) throw invalid("logStreamName is required");
  call.authorize("GetLogEvents", logGroupName, logStreamName);
  const stream = call.logs
    .getLogEvents(logGroupName)
    .filter((event) => event.logStreamName === logStreamName);
  if (stream.length === 0) {
    throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
  }
  const startTime = call.number("startTime") ?? -Infinity;
  const endTime = call.number("endTime") ?? Infinity;
  const all = stream.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
  const limit = call.limit(MAX_EVENTS);
  const { direction, from } = readToken(call);
  const rest = all.filter(({ sequence }) => (direction === "f" ? sequence > from : sequence < from));
  const page = direction === "f" ? rest.slice(0, limit) : rest.slice(-limit);
  // At either end the token that came in goes out again, which tells clients to stop.
  const end = Number.isFinite(from) ? from : 0;
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: token("f", page.at(-1)?.sequence ?? end),
    nextBackwardToken: token("b", page[0]?.sequence ?? end),
  };
}

/** Forward from a place, or backward from it; without a token from the latest event back. */
function readToken(call: LogsRequest): { direction: "f" | "b"; from: number } {
  const given = call.string("nextToken");
  if (given === undefined) {
    return call.boolean("startFromHead")
      ? { direction: "f", from: -Infinity }
      : { direction: "b", from: Infinity };
  }
  const [, direction, digits] = /^([fb])\/(\d+)\/s$/.exec(given) ?? [];
  if (digits === undefined) throw invalid("The specified nextToken is invalid.");
  return { direction: direction === "f" ? "f" : "b", from: Number(digits) };
}

const token = (direction: "f" | "b", sequence: number) =>
  `${direction}/${String(sequence).padStart(TOKEN_DIGITS, "0")}/s`;
