// Every resource type the local cloud knows.
import type { ResourceType } from "../resource-type.ts";
import { certificate, certificateValidation } from "./acm-certificate.ts";
import { account } from "./apigateway-account.ts";
import { apiKey, usagePlan, usagePlanKey } from "./apigateway-usage-plan.ts";
import { api } from "./apigatewayv2-api.ts";
import { authorizer } from "./apigatewayv2-authorizer.ts";
import { apiMapping, domainName } from "./apigatewayv2-domain.ts";
import { integration } from "./apigatewayv2-integration.ts";
import { integrationResponse } from "./apigatewayv2-integration-response.ts";
import { model } from "./apigatewayv2-model.ts";
import { route, routeResponse } from "./apigatewayv2-route.ts";
import { deployment, stage } from "./apigatewayv2-stage.ts";
import { distribution } from "./cloudfront-distribution.ts";
import { responseHeadersPolicy } from "./cloudfront-headers-policy.ts";
import { originAccessControl, viewerFunction } from "./cloudfront-parts.ts";
import { dashboard, metricAlarm } from "./cloudwatch.ts";
import { table } from "./dynamodb-table.ts";
import { policy, rolePolicy, rolePolicyAttachment } from "./iam-policies.ts";
import { role } from "./iam-role.ts";
import { lambdaAlias } from "./lambda-alias.ts";
import { lambdaFunction } from "./lambda-function.ts";
import { invocation } from "./lambda-invocation.ts";
import { permission } from "./lambda-permission.ts";
import { logGroup } from "./log-group.ts";
import { record } from "./route53-record.ts";
import { bucket } from "./s3-bucket.ts";
import { bucketObject } from "./s3-bucket-object.ts";
import {
  bucketOwnershipControls,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketServerSideEncryptionConfiguration,
  bucketVersioning,
} from "./s3-bucket-settings.ts";
import { topic } from "./sns-topic.ts";
import { topicSubscription } from "./sns-topic-subscription.ts";

const all: ResourceType[] = [
  account,
  apiKey,
  usagePlan,
  usagePlanKey,
  certificate,
  certificateValidation,
  record,
  domainName,
  apiMapping,
  metricAlarm,
  dashboard,
  topic,
  topicSubscription,
  api,
  authorizer,
  integration,
  integrationResponse,
  model,
  route,
  routeResponse,
  stage,
  deployment,
  lambdaFunction,
  lambdaAlias,
  permission,
  invocation,
  role,
  rolePolicy,
  policy,
  rolePolicyAttachment,
  table,
  logGroup,
  bucket,
  bucketPublicAccessBlock,
  bucketPolicy,
  bucketOwnershipControls,
  bucketServerSideEncryptionConfiguration,
  bucketVersioning,
  bucketObject,
  distribution,
  originAccessControl,
  responseHeadersPolicy,
  viewerFunction,
];

/** By type token. */
export const resourceTypes = new Map(all.map((type) => [type.token, type]));
