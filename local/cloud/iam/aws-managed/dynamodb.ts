// Policies for who uses tables.
import { allow, type ManagedPolicies, of } from "./statements.ts";

const ALARMS_READ = of("cloudwatch", "DescribeAlarmHistory DescribeAlarms DescribeAlarmsForMetric");
const METRICS_READ = of("cloudwatch", "GetMetricStatistics ListMetrics GetMetricData");
const SCALING_READ = of(
  "application-autoscaling",
  "DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies",
);
const PIPELINES_READ = of(
  "datapipeline",
  "DescribeObjects DescribePipelines GetPipelineDefinition ListPipelines QueryObjects",
);
const GROUPS_READ = of("resource-groups", "ListGroups ListGroupResources GetGroup GetGroupQuery");

const BESIDES = [
  ...of("ec2", "DescribeVpcs DescribeSubnets DescribeSecurityGroups"),
  ...of("iam", "GetRole ListRoles"),
  ...of("kms", "DescribeKey ListAliases"),
  ...of("sns", "ListSubscriptionsByTopic ListTopics"),
  ...of("lambda", "ListFunctions ListEventSourceMappings GetFunctionConfiguration"),
  ...of("kinesis", "ListStreams DescribeStream DescribeStreamSummary"),
  "tag:GetResources",
];

const insights = allow(
  ["cloudwatch:GetInsightRuleReport"],
  "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*",
);

const linkedRoles = allow(["iam:CreateServiceLinkedRole"], "*", {
  StringEquals: {
    "iam:AWSServiceName": [
      "replication.dynamodb.amazonaws.com",
      "dax.amazonaws.com",
      "dynamodb.application-autoscaling.amazonaws.com",
      "contributorinsights.dynamodb.amazonaws.com",
      "kinesisreplication.dynamodb.amazonaws.com",
    ],
  },
});

export const dynamodb: ManagedPolicies = {
  AmazonDynamoDBFullAccess: [
    allow([
      ...["dynamodb:*", "dax:*"],
      ...[...ALARMS_READ, ...METRICS_READ, ...SCALING_READ, ...PIPELINES_READ, ...GROUPS_READ, ...BESIDES],
      ...of("application-autoscaling", "DeleteScalingPolicy DeregisterScalableTarget"),
      ...of("application-autoscaling", "PutScalingPolicy RegisterScalableTarget"),
      ...of("cloudwatch", "DeleteAlarms PutMetricAlarm"),
      ...of("datapipeline", "ActivatePipeline CreatePipeline DeletePipeline PutPipelineDefinition"),
      ...of("sns", "CreateTopic DeleteTopic ListSubscriptions Subscribe Unsubscribe SetTopicAttributes"),
      ...of("lambda", "CreateFunction CreateEventSourceMapping DeleteEventSourceMapping DeleteFunction"),
      ...of("resource-groups", "DeleteGroup CreateGroup"),
    ]),
    insights,
    allow(["iam:PassRole"], "*", {
      StringLike: {
        "iam:PassedToService": [
          "application-autoscaling.amazonaws.com",
          "application-autoscaling.amazonaws.com.cn",
          "dax.amazonaws.com",
        ],
      },
    }),
    linkedRoles,
  ],
  AmazonDynamoDBFullAccess_v2: [
    allow([
      ...["dynamodb:*", "dax:*", "tag:GetResources", "iam:ListRoles", "sns:ListTopics"],
      ...of("kms", "DescribeKey ListAliases"),
      ...of("lambda", "ListEventSourceMappings ListFunctions"),
      ...of("cloudwatch", "DescribeAlarms GetMetricStatistics GetMetricData"),
      ...of("kinesis", "ListStreams DescribeStream DescribeStreamSummary"),
      ...of("ec2", "DescribeVpcs DescribeSubnets DescribeSecurityGroups"),
      ...SCALING_READ,
    ]),
    allow(
      [
        ...of("application-autoscaling", "DeleteScalingPolicy DeregisterScalableTarget"),
        ...of("application-autoscaling", "PutScalingPolicy RegisterScalableTarget"),
      ],
      "*",
      { StringEquals: { "application-autoscaling:service-namespace": "dynamodb" } },
    ),
    insights,
    linkedRoles,
  ],
  AmazonDynamoDBReadOnlyAccess: [
    allow([
      ...of("dynamodb", "BatchGetItem Describe* List* GetItem GetResourcePolicy Query Scan PartiQLSelect"),
      ...of("dax", "Describe* List* GetItem BatchGetItem Query Scan"),
      ...[...ALARMS_READ, ...METRICS_READ, ...SCALING_READ, ...PIPELINES_READ, ...GROUPS_READ, ...BESIDES],
    ]),
    insights,
  ],
};
