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

/** Any would do: an account has one setting in a region, for which the provider looks by no id. */
const ACCOUNT_ID = "api-gateway-account";

/** The stage's `accessLogSettings`, or undefined where there shall be no access log. */
export function createAccessLog(scope: Scope) {
  const { accessLog } = scope.args;
  if (accessLog === false) return undefined;
  const { format = JSON.stringify(FIELDS), retentionDays } = typeof accessLog === "object" ? accessLog : {};
  const settings = { destinationArn: createLogGroup(scope, retentionDays).arn, format };
  return accessLog === undefined ? whereWritable(scope, settings) : settings;
}

/** Nothing where the account has no role for logs: AWS would refuse the stage. */
function whereWritable(
  { name, parent }: Scope,
  settings: { destinationArn: pulumi.Output<string>; format: string },
) {
  const account = aws.apigateway.Account.get(name, ACCOUNT_ID, undefined, { parent });
  return account.cloudwatchRoleArn.apply((role) => {
    if (role) return pulumi.output(settings);
    void pulumi.log.warn(
      `ServerlessSocket "${name}" has no access log: API Gateway has no role to write logs with in this account and region. ` +
        "Create an ApiGatewayLogging in one stack of the account, or set accessLog: false.",
      parent,
    );
    return undefined;
  });
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
