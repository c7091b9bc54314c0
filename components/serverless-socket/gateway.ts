// The API Gateway side of the socket: integrations, routes, invoke permissions.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transform } from "../transform.ts";
import type { SocketApi } from "./api.ts";
import type { Authorization } from "./authorizer.ts";
import { createModel, modelSelection } from "./models.ts";
import type { PlannedFunction, PlannedRoute } from "./plan.ts";
import type { Scope } from "./scope.ts";

/** One per function, however many routes share it. */
export function createIntegration(
  { name, args, parent }: Scope,
  api: SocketApi,
  { routes, integrationTimeout }: PlannedFunction,
  fn: aws.lambda.Function | aws.lambda.Alias,
) {
  return new aws.apigatewayv2.Integration(
    ...transform(
      args.transform?.integration,
      `${name}-${routes[0].slug}`,
      {
        apiId: api.id,
        integrationType: "AWS_PROXY",
        integrationMethod: "POST",
        integrationUri: fn.invokeArn,
        ...timeoutOf(integrationTimeout),
      },
      { parent },
    ),
  );
}

/** @param seconds that API Gateway waits for an integration; undefined for its own 29 */
export function timeoutOf(seconds: number | undefined) {
  return seconds === undefined ? {} : { timeoutMilliseconds: Math.round(seconds * 1000) };
}

/** The route, and its route response where the handler's answer goes back: AWS sends it only if both say so. */
export function createRoute(
  scope: Scope,
  api: SocketApi,
  planned: PlannedRoute,
  integration: aws.apigatewayv2.Integration,
  authorization: Authorization["route"],
) {
  const { name, args, parent } = scope;
  const { key, slug, settings } = planned;
  const model = settings.model && createModel(scope, api, planned, settings.model);
  const route = new aws.apigatewayv2.Route(
    ...transform(
      args.transform?.route,
      `${name}-${slug}`,
      {
        apiId: api.id,
        routeKey: key,
        target: pulumi.interpolate`integrations/${integration.id}`,
        // Written out, because a removed authorizer is only taken off a route that says so.
        ...(key === "$connect" ? authorization : { authorizationType: "NONE" }),
        ...(key === "$connect" && args.apiKeys && { apiKeyRequired: true }),
        ...(settings.reply && { routeResponseSelectionExpression: "$default" }),
        ...(model && modelSelection(model)),
      },
      { parent },
    ),
  );
  if (!settings.reply) return [route];
  const response = new aws.apigatewayv2.RouteResponse(
    ...transform(
      args.transform?.routeResponse,
      `${name}-${slug}`,
      { apiId: api.id, routeId: route.id, routeResponseKey: "$default" },
      { parent },
    ),
  );
  return [route, response];
}

/** Lets this route of this stage, and no other API, call the function. */
export function createPermission(
  { name, args, stageName, parent }: Scope,
  api: SocketApi,
  { key, slug }: PlannedRoute,
  fn: aws.lambda.Function | aws.lambda.Alias,
) {
  return new aws.lambda.Permission(
    ...transform(
      args.transform?.permission,
      `${name}-${slug}`,
      {
        action: "lambda:InvokeFunction",
        ...targetOf(fn),
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`${api.executionArn}/${stageName}/${key}`,
      },
      { parent },
    ),
  );
}

/** A permission names the function without an alias, and the alias apart. */
function targetOf(fn: aws.lambda.Function | aws.lambda.Alias) {
  return aws.lambda.Alias.isInstance(fn)
    ? { function: fn.functionName, qualifier: fn.name }
    : { function: fn.name };
}
