// Every rule of the pack, by family.
import type { Policies } from "@pulumi/policy";
import * as certificates from "./certificates.ts";
import * as cloudfront from "./cloudfront.ts";
import * as cloudfrontOrigins from "./cloudfront-origins.ts";
import * as dynamodb from "./dynamodb.ts";
import * as events from "./events.ts";
import * as iamGrants from "./iam-grants.ts";
import * as iamRoles from "./iam-roles.ts";
import * as lambdaFunction from "./lambda-function.ts";
import * as lambdaPermission from "./lambda-permission.ts";
import * as lambdaSecrets from "./lambda-secrets.ts";
import * as logs from "./logs.ts";
import * as queues from "./queues.ts";
import * as s3Bucket from "./s3-bucket.ts";
import * as tags from "./tags.ts";
import * as websocketIntegrations from "./websocket-integrations.ts";
import * as websocketRoutes from "./websocket-routes.ts";
import * as websocketStage from "./websocket-stage.ts";

const families = [
  websocketRoutes,
  websocketIntegrations,
  websocketStage,
  lambdaPermission,
  lambdaFunction,
  lambdaSecrets,
  events,
  queues,
  iamGrants,
  iamRoles,
  dynamodb,
  logs,
  s3Bucket,
  cloudfront,
  cloudfrontOrigins,
  certificates,
  tags,
];

export const rules: Policies = families.flatMap((family) => Object.values(family));
