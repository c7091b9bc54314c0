// Policies for functions and for who manages them.
import { allow, type ManagedPolicies, of, WRITE_LOGS } from "./statements.ts";

const INVOKE = ["lambda:InvokeFunction"];

export const lambda: ManagedPolicies = {
  "service-role/AWSLambdaBasicExecutionRole": [allow(WRITE_LOGS)],
  "service-role/AWSLambdaVPCAccessExecutionRole": [
    allow([
      ...WRITE_LOGS,
      ...of("ec2", "CreateNetworkInterface DescribeNetworkInterfaces DescribeSubnets DeleteNetworkInterface"),
      ...of("ec2", "AssignPrivateIpAddresses UnassignPrivateIpAddresses"),
    ]),
  ],
  "service-role/AWSLambdaDynamoDBExecutionRole": [
    allow([...of("dynamodb", "DescribeStream GetRecords GetShardIterator ListStreams"), ...WRITE_LOGS]),
  ],
  "service-role/AWSLambdaSQSQueueExecutionRole": [
    allow([...of("sqs", "ReceiveMessage DeleteMessage GetQueueAttributes"), ...WRITE_LOGS]),
  ],
  "service-role/AWSLambdaRole": [allow(INVOKE)],
  "AWSLambdaInvocation-DynamoDB": [
    allow(INVOKE),
    allow(of("dynamodb", "DescribeStream GetRecords GetShardIterator ListStreams")),
  ],
  AWSLambda_FullAccess: [
    allow([
      ...of("cloudformation", "DescribeStacks ListStackResources"),
      ...of("cloudwatch", "ListMetrics GetMetricData"),
      ...of("ec2", "DescribeSecurityGroups DescribeSubnets DescribeVpcs"),
      ...of("kms", "DescribeKey ListAliases"),
      ...of("iam", "GetPolicy GetPolicyVersion GetRole GetRolePolicy"),
      ...of("iam", "ListAttachedRolePolicies ListRolePolicies ListRoles"),
      ...of("states", "DescribeStateMachine ListStateMachines"),
      ...of("xray", "GetTraceSummaries BatchGetTraces"),
      ...["lambda:*", "logs:DescribeLogGroups", "tag:GetResources"],
    ]),
    allow(["iam:PassRole"], "*", { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } }),
    allow(
      of("logs", "DescribeLogStreams GetLogEvents FilterLogEvents StartLiveTail StopLiveTail"),
      "arn:aws:logs:*:*:log-group:/aws/lambda/*",
    ),
    allow(
      ["iam:CreateServiceLinkedRole"],
      "arn:aws:iam::*:role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda",
      { StringEquals: { "iam:AWSServiceName": "lambda.amazonaws.com" } },
    ),
  ],
};
