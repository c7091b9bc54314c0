// A WebSocket API as the rules want it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { handler } from "./handler.ts";
import { tags } from "./tags.ts";

interface Differences {
  api?: Partial<aws.apigatewayv2.ApiArgs>;
  /** By route key; the three that every API needs unless it says otherwise. */
  routes?: Record<string, Partial<aws.apigatewayv2.RouteArgs>>;
  stage?: Partial<aws.apigatewayv2.StageArgs>;
  handler?: Partial<aws.lambda.FunctionArgs>;
}

export function socket(name: string, differences: Differences = {}) {
  const { routes = { $connect: {}, $disconnect: {}, $default: {} } } = differences;
  const api = new aws.apigatewayv2.Api(name, {
    protocolType: "WEBSOCKET",
    routeSelectionExpression: "$request.body.action",
    tags,
    ...differences.api,
  });
  const fn = handler(name, {
    environment: { variables: { ALLOWED_ORIGINS: "https://chat.example.com" } },
    ...differences.handler,
  });
  const integration = new aws.apigatewayv2.Integration(name, {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: fn.invokeArn,
  });
  for (const [routeKey, args] of Object.entries(routes)) {
    new aws.apigatewayv2.Route(`${name}.${routeKey}`, {
      apiId: api.id,
      routeKey,
      target: pulumi.interpolate`integrations/${integration.id}`,
      authorizationType: "NONE",
      ...args,
    });
  }
  const log = new aws.cloudwatch.LogGroup(`${name}.access`, { retentionInDays: 7, tags });
  new aws.apigatewayv2.Stage(name, {
    apiId: api.id,
    name: "live",
    autoDeploy: true,
    defaultRouteSettings: { loggingLevel: "ERROR", throttlingBurstLimit: 20, throttlingRateLimit: 10 },
    accessLogSettings: { destinationArn: log.arn, format: "$context.requestId $context.status" },
    tags,
    ...differences.stage,
  });
  return api;
}
