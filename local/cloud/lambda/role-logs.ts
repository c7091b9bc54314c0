// Writes to CloudWatch Logs as a function's role. What the role may not do is not done, and is told once.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { Iam, Principal } from "../iam/iam.ts";
import type { InputLogEvent, Logs } from "../logs/logs.ts";

export interface RoleLogsOptions {
  context: CloudContext;
  iam: Pick<Iam, "authorize">;
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

  putLogEvents(logGroupName: string, logStreamName: string, events: InputLogEvent[]) {
    const { logs } = this.#options;
    const group = this.#arnOf(logGroupName);
    const stream = group + logStreamName;
    try {
      if (!logs.hasLogGroup(logGroupName)) this.#authorize("CreateLogGroup", group);
      if (!this.#streams.has(stream)) this.#authorize("CreateLogStream", stream);
      this.#streams.add(stream);
      this.#authorize("PutLogEvents", stream);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return this.#tell(error);
    }
    logs.putLogEvents(logGroupName, logStreamName, events);
  }

  #authorize(action: string, resource: string) {
    const { iam, principal } = this.#options;
    iam.authorize({ principal, action: `logs:${action}`, resource });
  }

  /** As Logs names a group when it decides about it: a grant has to end in `:*` to cover it. */
  #arnOf(logGroupName: string) {
    const { accountId, partition, region } = this.#options.context;
    return `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:`;
  }

  #tell({ action = "", code, message, remedy }: AwsError) {
    const { context, told } = this.#options;
    if (told.has(action)) return;
    told.add(action);
    const refusal = { service: "logs", action, code, message, ...(remedy && { remedy }) };
    context.events.emit({ kind: "refusal", at: context.clock.now(), ...refusal });
  }
}
