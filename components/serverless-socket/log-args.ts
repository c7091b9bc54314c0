// What a `ServerlessSocket` can be told about logs, metrics and traces.
import type * as pulumi from "@pulumi/pulumi";

export interface LogArgs {
  /**
   * Whether a line is written for each connect, message and disconnect, to a log group of its own; an object sets what
   * is in the line. The line has no query string, which may carry credentials, no message and no address of the client.
   *
   * API Gateway writes it only where the account has a role for logs in the region, and refuses the stage where it has
   * none: see `ApiGatewayLogging`. Left out, the socket asks for the account's setting (`apigateway:GET` on `/account`),
   * and does without the log where there is no role, with a warning. `true` and an object do not ask, so in the stack
   * whose `ApiGatewayLogging` makes the role they stand beside `dependsOn`.
   *
   * @default on where the account has a role for logs
   * @example false
   * @example { retentionDays: 90 }
   */
  accessLog?: boolean | AccessLog;
  /**
   * What API Gateway itself writes down of its work: `"ERROR"` errors, `"INFO"` every step. It needs the account's
   * logging role as `accessLog` does; the log group is AWS's own, without retention.
   *
   * @default nothing
   * @example "ERROR"
   */
  executionLog?: "ERROR" | "INFO";
  /**
   * Whether the execution log contains what is in the messages: everything that people write, for as long as it is
   * kept. It needs `executionLog: "INFO"`.
   *
   * @default false
   * @example true
   */
  dataTrace?: boolean;
  /**
   * Whether CloudWatch counts per route besides per stage, which costs a custom metric for each.
   *
   * @default false
   * @example true
   */
  detailedMetrics?: boolean;
  /**
   * Whether X-Ray shows where the time of a message goes in the functions that are bundled here. API Gateway itself
   * traces no WebSocket. https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
   *
   * @default false
   * @example true
   */
  tracing?: boolean;
}

interface AccessLog {
  /**
   * The line. It has to contain `$context.requestId` or `$context.extendedRequestId`, and takes 3 KB at most.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-mapping-template-reference.html
   *
   * @default JSON with request, connection, route, status, integration, authorizer and error
   * @example "$context.requestId $context.routeKey $context.status"
   */
  format?: string;
  /**
   * Days for which CloudWatch keeps the lines; one of the values CloudWatch knows (1, 3, 5, 7, 14, 30, 60, 90, …).
   *
   * @default the socket's `logRetentionDays`
   * @example 90
   */
  retentionDays?: pulumi.Input<number>;
}
