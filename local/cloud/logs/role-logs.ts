// Writes to CloudWatch Logs as a role, such as a function's. What the role may not do is not done, and is told once.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { Iam, Principal } from "../iam/iam.ts";
import type { InputLogEvent, Logs } from "./logs.ts";

export interface RoleLogsOptions {
  context: CloudContext;
  iam: Pick<Iam, "allows" | "authorize">;
  logs: Pick<Logs, "putLogEvents" | "hasLogGroup">;
  principal: Principal;
  /** Actions whose refusal has been told: the environments of a function share them. */
  told: Set<string>;
}

export class RoleLogs {
  readonly #options: RoleLogsOptions;
  readonly #streams = new Set<string>();

  constructor(options: RoleLogsOptions) {
    this.#options = options;
  }

  /** Whether the role may, and it is done. */
  putLogEvents(logGroupName: string, logStreamName: string, events: InputLogEvent[]): boolean {
    const { logs } = this.#options;
    const group = this.#arnOf(logGroupName);
    const stream = group + logStreamName;
    if (!logs.hasLogGroup(logGroupName) && !this.#may("CreateLogGroup", group)) return false;
    if (!this.#streams.has(stream) && !this.#may("CreateLogStream", stream)) return false;
    this.#streams.add(stream);
    if (!this.#may("PutLogEvents", stream)) return false;
    logs.putLogEvents(logGroupName, logStreamName, events);
    return true;
  }

  #may(action: string, resource: string): boolean {
    const { iam, principal, told } = this.#options;
    const request = { principal, action: `logs:${action}`, resource };
    try {
      // Asked for each line of every invocation.
      if (told.has(request.action)) return iam.allows(request);
      iam.authorize(request);
      return true;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (!told.has(request.action)) this.#tell(error);
      told.add(request.action);
      return false;
    }
  }

  /** As Logs names a group when it decides about it: a grant has to end in `:*` to cover it. */
  #arnOf(logGroupName: string) {
    const { accountId, partition, region } = this.#options.context;
    return `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:`;
  }

  #tell({ action = "", code, message, remedy }: AwsError) {
    const { context } = this.#options;
    const refusal = { service: "logs", action, code, message, ...(remedy && { remedy }) };
    context.events.emit({ kind: "refusal", at: context.clock.now(), ...refusal });
  }
}
