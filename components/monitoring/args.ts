// What a `ServerlessSocketMonitoring` can be told.
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServerlessSocket } from "../serverless-socket/serverless-socket.ts";
import type { Transform } from "../transform.ts";

export interface ServerlessSocketMonitoringArgs {
  /**
   * The socket that is watched, with its functions and its table.
   *
   * @example socket
   */
  socket: ServerlessSocket;
  /**
   * Queues between the socket's functions and what works for them: the age of the oldest message is watched.
   *
   * @default none
   * @example { broadcasts: queue }
   */
  queues?: Record<string, aws.sqs.Queue>;
  /**
   * ARNs of what is told of an alarm and of its end, such as SNS topics; what `emails` names is told besides.
   *
   * @default a topic of its own, `topic`, to which you subscribe
   * @example [operations.arn]
   */
  actions?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Addresses that `topic` sends an e-mail. Whoever reads there has to confirm it within two days of the deployment.
   * https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
   *
   * @default none
   * @example ["operations@example.com"]
   */
  emails?: string[];
  /**
   * From where on it is an alarm; those that are left out keep their defaults.
   *
   * @default see `Thresholds`
   * @example { clientErrors: 1000 }
   */
  thresholds?: Thresholds;
  /**
   * Tags for the alarms and the topic; dashboards take none.
   *
   * @default none
   * @example { team: "chat" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Changes to the children; `alarm` is applied to each.
   *
   * @default none
   * @example { alarm: { treatMissingData: "ignore" } }
   */
  transform?: MonitoringTransform;
}

interface MonitoringTransform {
  topic?: Transform<aws.sns.TopicArgs>;
  subscription?: Transform<aws.sns.TopicSubscriptionArgs>;
  alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  dashboard?: Transform<aws.cloudwatch.DashboardArgs>;
}

/**
 * Each is the most that is no alarm yet, at least 0. What API Gateway counts:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
export interface Thresholds {
  /**
   * Calls of functions that failed, in 5 minutes (`IntegrationError`).
   *
   * @default 0
   * @example 5
   */
  integrationErrors?: number;
  /**
   * Failures of API Gateway itself, in 5 minutes (`ExecutionError`).
   *
   * @default 0
   * @example 5
   */
  executionErrors?: number;
  /**
   * Requests turned away before a function was called, in 5 minutes (`ClientError`): no authorization, no route, a
   * message that no model fits, and those above the throttles, which API Gateway does not count apart.
   *
   * @default 100
   * @example 1000
   */
  clientErrors?: number;
  /**
   * New connections in a minute (`ConnectCount`). An account takes 500 per second, which is 30,000 in a minute, from
   * all of its sockets. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
   *
   * @default 15000
   * @example 3000
   */
  connects?: number;
  /**
   * Invocations of a function that threw or timed out, in 5 minutes.
   *
   * @default 0
   * @example 5
   */
  functionErrors?: number;
  /**
   * Invocations of a function that found no free concurrency, in 5 minutes.
   *
   * @default 0
   * @example 10
   */
  functionThrottles?: number;
  /**
   * Reads, and writes, that the table turned away because they were too many, in 5 minutes.
   *
   * @default 0
   * @example 10
   */
  tableThrottles?: number;
  /**
   * Seconds that the oldest message of a queue has been waiting.
   *
   * @default 60
   * @example 300
   */
  queueAge?: number;
}
