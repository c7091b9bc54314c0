// Amazon CloudWatch Logs: log groups in memory, written by functions and by the gateway.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";

export interface LogGroupInput {
  logGroupName: string;
  /** Recorded only: a run is shorter than a day. Kept for ever without it. */
  retentionInDays?: number;
  tags?: Record<string, string>;
}

export interface LogGroup extends LogGroupInput {
  arn: string;
  /** Milliseconds since the Unix epoch. */
  creationTime: number;
}

export interface InputLogEvent {
  /** Milliseconds since the Unix epoch. */
  timestamp: number;
  message: string;
}

export interface LogEvent extends InputLogEvent {
  logStreamName: string;
  /** Counts all events of the run, in the order in which they came. */
  sequence: number;
  /** Milliseconds since the Unix epoch. */
  ingestionTime: number;
}

interface Stored {
  group: LogGroup;
  events: LogEvent[];
}

/** A group keeps at least this many of its latest events: hours of a chat, some megabytes. */
const EVENTS_KEPT = 10_000;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const NAME_PATTERN = /^[.\-_/#A-Za-z0-9]{1,512}$/;

/** Days for which events can be kept. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export class Logs {
  readonly #context: CloudContext;
  readonly #groups = new Map<string, Stored>();
  #written = 0;

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /** @throws AwsError ResourceAlreadyExistsException, InvalidParameterException */
  createLogGroup(input: LogGroupInput): LogGroup {
    const { logGroupName } = input;
    if (this.#groups.has(logGroupName)) {
      const message = `The specified log group already exists: ${logGroupName}`;
      throw new AwsError("ResourceAlreadyExistsException", message);
    }
    checkName(logGroupName);
    checkRetention(input);
    return this.#create(input).group;
  }

  /** Changes what `patch` names and leaves the rest. @throws AwsError ResourceNotFoundException */
  updateLogGroup(logGroupName: string, patch: Partial<Omit<LogGroupInput, "logGroupName">>): LogGroup {
    const stored = this.#find(logGroupName);
    checkRetention({ logGroupName, ...patch });
    stored.group = { ...stored.group, ...patch };
    return stored.group;
  }

  /** Deletes the group with its events. @throws AwsError ResourceNotFoundException */
  deleteLogGroup(logGroupName: string) {
    this.#find(logGroupName);
    this.#groups.delete(logGroupName);
  }

  /** @throws AwsError ResourceNotFoundException */
  getLogGroup(logGroupName: string): LogGroup {
    return this.#find(logGroupName).group;
  }

  hasLogGroup(logGroupName: string): boolean {
    return this.#groups.has(logGroupName);
  }

  /** By name. */
  listLogGroups(): LogGroup[] {
    const groups = [...this.#groups.values()].map(({ group }) => group);
    return groups.sort((a, b) => (a.logGroupName < b.logGroupName ? -1 : 1));
  }

  /** Appends to a stream; the group is created by the first write, as Lambda does for its functions. */
  putLogEvents(logGroupName: string, logStreamName: string, events: InputLogEvent[]) {
    const stored = this.#groups.get(logGroupName) ?? this.#create({ logGroupName });
    const ingestionTime = this.#context.clock.now();
    for (const { timestamp, message } of events) {
      stored.events.push({ timestamp, message, logStreamName, sequence: ++this.#written, ingestionTime });
    }
    if (stored.events.length >= 2 * EVENTS_KEPT) stored.events = stored.events.slice(-EVENTS_KEPT);
  }

  /** The latest events of every stream, oldest first. @throws AwsError ResourceNotFoundException */
  getLogEvents(logGroupName: string): LogEvent[] {
    return this.#find(logGroupName).events.slice(-EVENTS_KEPT);
  }

  #create(input: LogGroupInput): Stored {
    const { partition, region, accountId, clock } = this.#context;
    const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${input.logGroupName}`;
    const stored = { group: { ...input, arn, creationTime: clock.now() }, events: [] };
    this.#groups.set(input.logGroupName, stored);
    return stored;
  }

  #find(logGroupName: string): Stored {
    const stored = this.#groups.get(logGroupName);
    if (stored) return stored;
    const message = `The specified log group does not exist: ${logGroupName}`;
    throw new AwsError("ResourceNotFoundException", message);
  }
}

function checkName(logGroupName: string) {
  if (NAME_PATTERN.test(logGroupName)) return;
  const message = `Log group name "${logGroupName}" must be 1 to 512 characters of a-z, A-Z, 0-9 and _ - / . #`;
  throw new AwsError("InvalidParameterException", message);
}

function checkRetention({ logGroupName, retentionInDays }: LogGroupInput) {
  if (retentionInDays === undefined || RETENTION_DAYS.includes(retentionInDays)) return;
  const message = `Retention of log group ${logGroupName} must be one of ${RETENTION_DAYS.join(", ")} days, not ${retentionInDays}`;
  throw new AwsError("InvalidParameterException", message);
}
