// AWS's own clients of a running stack, as an administrator has them.
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import type { RunningCloud } from "./cloud.ts";

export type Clients = ReturnType<typeof clientsOf>;

export function clientsOf({ region, credentials, endpoints }: RunningCloud) {
  const at = (service: string) => ({ region, credentials, endpoint: endpoints[service] });
  return {
    apigateway: new ApiGatewayV2Client(at("apigatewayv2")),
    cloudfront: new CloudFrontClient(at("cloudfront")),
    dynamodb: new DynamoDBClient(at("dynamodb")),
    iam: new IAMClient(at("iam")),
    lambda: new LambdaClient(at("lambda")),
    logs: new CloudWatchLogsClient(at("cloudwatch-logs")),
    s3: new S3Client({ ...at("s3"), forcePathStyle: true }),
    sts: new STSClient(at("sts")),
  };
}
