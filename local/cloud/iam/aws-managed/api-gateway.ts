// Policies for who calls an API, who manages it, and for its own log.
import { allow, type ManagedPolicies, of } from "./statements.ts";

export const apiGateway: ManagedPolicies = {
  AmazonAPIGatewayInvokeFullAccess: [
    allow(of("execute-api", "Invoke ManageConnections"), "arn:aws:execute-api:*:*:*"),
  ],
  AmazonAPIGatewayAdministrator: [allow(["apigateway:*"], "arn:aws:apigateway:*::/*")],
  "service-role/AmazonAPIGatewayPushToCloudWatchLogs": [
    allow([
      ...of("logs", "CreateLogGroup CreateLogStream DescribeLogGroups DescribeLogStreams"),
      ...of("logs", "PutLogEvents GetLogEvents FilterLogEvents"),
    ]),
  ],
};
