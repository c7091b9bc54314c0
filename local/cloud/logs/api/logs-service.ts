// CloudWatch Logs behind the AWS endpoint: what `aws logs tail` and an SDK read, and groups changed by them.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html
import type { CloudContext } from "../../context.ts";
import { AwsError } from "../../errors.ts";
import type { AuthenticatedRequest, Service, ServiceResponse } from "../../front-door/service.ts";
import type { Logs } from "../logs.ts";
import { describeLogGroups } from "./describe-log-groups.ts";
import { describeLogStreams } from "./describe-log-streams.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { getLogEvents } from "./get-log-events.ts";
import {
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  putRetentionPolicy,
} from "./log-group-operations.ts";
import { LogsRequest } from "./logs-request.ts";
import { listTagsForResource, tagResource, untagResource } from "./tag-operations.ts";

/** By name; one without a result returns nothing. */
const OPERATIONS: Record<string, (call: LogsRequest) => object | void> = {
  CreateLogGroup: createLogGroup,
  DeleteLogGroup: deleteLogGroup,
  PutRetentionPolicy: putRetentionPolicy,
  DeleteRetentionPolicy: deleteRetentionPolicy,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  FilterLogEvents: filterLogEvents,
  GetLogEvents: getLogEvents,
};

const TARGET_PREFIX = "Logs_20140328.";

export class LogsService implements Service {
  readonly #context: CloudContext;
  readonly #logs: Logs;

  constructor(context: CloudContext, logs: Logs) {
    this.#context = context;
    this.#logs = logs;
  }

  async handle(request: AuthenticatedRequest): Promise<ServiceResponse> {
    const target = String(request.headers["x-amz-target"]);
    const operation = target.startsWith(TARGET_PREFIX) && OPERATIONS[target.slice(TARGET_PREFIX.length)];
    if (!operation) throw unknownOperation(target);
    const content = operation(new LogsRequest(this.#context, this.#logs, request)) ?? {};
    return {
      status: 200,
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: Buffer.from(JSON.stringify(content)),
    };
  }
}

const unknownOperation = (target: string) =>
  new AwsError(
    "UnknownOperationException",
    `The local cloud's CloudWatch Logs has no operation ${target}. It has ${Object.keys(OPERATIONS).join(", ")}.`,
  );
