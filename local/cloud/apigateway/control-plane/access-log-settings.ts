// Where a stage's access log goes, and what its lines say.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
import { badRequest, notSupported } from "../errors.ts";

export interface AccessLogSettings {
  /** A log group's ARN, which may end in `:*`. */
  destinationArn?: string;
  /** Text with variables such as `$context.requestId`, which has to be one of them. */
  format?: string;
}

const LOG_GROUP = /^arn:[^:]+:logs:[^:]+:\d+:log-group:([^:]+)(?::\*)?$/;

/** @throws AwsError BadRequestException, NotImplementedException */
export function validateAccessLog({ destinationArn, format = "" }: AccessLogSettings) {
  if (destinationArn === undefined) return;
  if (/^arn:[^:]+:firehose:/.test(destinationArn)) {
    throw notSupported("an access log in a delivery stream", "name a log group");
  }
  if (!logGroupOf(destinationArn)) {
    throw badRequest(
      `the destination ${destinationArn} of the access log is no log group; use the group's arn`,
    );
  }
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(format)) {
    throw badRequest("the access log's format does not tell requests apart; put $context.requestId into it");
  }
}

/** The name of the log group; undefined when the ARN is of something else. */
export const logGroupOf = (destinationArn: string) => LOG_GROUP.exec(destinationArn)?.[1];
