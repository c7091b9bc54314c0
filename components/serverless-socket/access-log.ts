// The log group and the format of a stage's access log.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_LOG_RETENTION } from "../lambda-function.ts";
import { transform } from "../transform.ts";
import type { Scope } from "./scope.ts";

/**
 * What is known of a request, by the names it has in the line. All are quoted: what a request has not is a dash.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
const FIELDS = {
  requestId: "$context.requestId",
  time: "$context.requestTimeEpoch",
  event: "$context.eventType",
  route: "$context.routeKey",
  connectionId: "$context.connectionId",
  connectedAt: "$context.connectedAt",
  status: "$context.status",
  integrationStatus: "$context.integrationStatus",
  integrationLatency: "$context.integrationLatency",
  integrationError: "$context.integrationErrorMessage",
  principal: "$context.authorizer.principalId",
  authorizerError: "$context.authorizer.error",
  error: "$context.error.message",
};

/** The stage's `accessLogSettings`, or undefined where there shall be no access log. */
export function createAccessLog(scope: Scope) {
  const { accessLog = false } = scope.args;
  if (accessLog === false) return undefined;
  const { format = JSON.stringify(FIELDS), retentionDays } = accessLog === true ? {} : accessLog;
  return { destinationArn: createLogGroup(scope, retentionDays).arn, format };
}

function createLogGroup({ name, args, parent }: Scope, retentionDays?: pulumi.Input<number>) {
  return new aws.cloudwatch.LogGroup(
    ...transform(
      args.transform?.accessLogGroup,
      name,
      {
        // Under this prefix log groups share one entry of a resource policy that has room for 5,120 characters.
        // https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
        name: `/aws/vendedlogs/apis/${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
        retentionInDays: retentionDays ?? args.logRetentionDays ?? DEFAULT_LOG_RETENTION,
        tags: args.tags,
      },
      { parent },
    ),
  );
}
