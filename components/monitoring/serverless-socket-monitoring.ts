// Alarms and a dashboard made for WebSockets.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgsError } from "../errors.ts";
import { physicalName } from "../names.ts";
import { transform } from "../transform.ts";
import type { ServerlessSocketMonitoringArgs } from "./args.ts";
import { dashboardBody } from "./dashboard.ts";
import { type Watched, watchedOf } from "./metrics.ts";
import { findProblems } from "./problems.ts";
import { actionsOf, createTopic } from "./topic.ts";

/**
 * Watches a `ServerlessSocket`: errors of the API and its clients, storms of connects, errors and throttles of
 * functions and table, and the age of what is queued. All of it is counted for the socket as a whole; what happens to
 * a single connection is in the access log.
 *
 * @example
 * const { topic } = new ServerlessSocketMonitoring("chat", { socket });
 */
export class ServerlessSocketMonitoring extends pulumi.ComponentResource {
  /** What is told of alarms, unless `actions` says who is and nobody gets an e-mail. */
  readonly topic: aws.sns.Topic | undefined;
  readonly alarms: aws.cloudwatch.MetricAlarm[];
  readonly dashboard: aws.cloudwatch.Dashboard;

  /** @throws {InvalidArgsError} with every mistake in the arguments */
  constructor(name: string, args: ServerlessSocketMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = findProblems(name, args);
    if (problems.length > 0) throw new InvalidArgsError("ServerlessSocketMonitoring", name, problems);

    super("serverless-socket:index:ServerlessSocketMonitoring", name, {}, opts);
    const { tags, transform: transforms = {} } = args;
    const parent = { parent: this };
    const watched = watchedOf(args);

    this.topic = createTopic(name, args, this);
    const actions = actionsOf(args, this.topic);
    this.alarms = watched.map(createAlarm);
    this.dashboard = createDashboard();
    this.registerOutputs({ topicArn: this.topic?.arn });

    function createAlarm({ slug, description, title: _title, ...metric }: Watched) {
      return new aws.cloudwatch.MetricAlarm(
        ...transform<aws.cloudwatch.MetricAlarmArgs>(
          transforms.alarm,
          `${name}-${slug}`,
          {
            ...metric,
            alarmDescription: description,
            comparisonOperator: "GreaterThanThreshold",
            evaluationPeriods: 1,
            // CloudWatch has no values at all of what did not happen.
            treatMissingData: "notBreaching",
            alarmActions: actions,
            okActions: actions,
            tags,
          },
          parent,
        ),
      );
    }

    function createDashboard() {
      return new aws.cloudwatch.Dashboard(
        ...transform(
          transforms.dashboard,
          name,
          {
            dashboardName: physicalName(name),
            dashboardBody: dashboardBody(args, watched),
          },
          parent,
        ),
      );
    }
  }
}
