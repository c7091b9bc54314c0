// Integrations without a function: what API Gateway answers itself, and what it asks over HTTP.
import * as aws from "@pulumi/aws";
import { transform } from "../transform.ts";
import type { SocketApi } from "./api.ts";
import { timeoutOf } from "./gateway.ts";
import type { PlannedRoute } from "./plan.ts";
import type { Scope } from "./scope.ts";

/** One template, whatever the message. */
const ALWAYS = "\\$default";

/** @returns the integration, and what has to be there besides before the route is deployed */
export function createBackend(
  scope: Scope,
  api: SocketApi,
  route: PlannedRoute,
): [aws.apigatewayv2.Integration, ...aws.apigatewayv2.IntegrationResponse[]] {
  const { mock } = route.settings;
  if (mock === undefined) return [createIntegration(scope, api, route, httpProxy(route))];
  const integration = createIntegration(scope, api, route, {
    integrationType: "MOCK",
    templateSelectionExpression: ALWAYS,
    requestTemplates: { $default: '{"statusCode": 200}' },
  });
  return [integration, createAnswer(scope, api, route, integration, mock)];
}

function httpProxy({ settings: { http, method = "POST" } }: PlannedRoute) {
  return {
    integrationType: "HTTP_PROXY",
    integrationUri: http,
    integrationMethod: method,
    // The message alone does not say whose it is.
    requestParameters: { "integration.request.header.connectionId": "context.connectionId" },
  };
}

function createIntegration(
  { name, args, parent }: Scope,
  api: SocketApi,
  { slug, settings }: PlannedRoute,
  own: Omit<aws.apigatewayv2.IntegrationArgs, "apiId">,
) {
  return new aws.apigatewayv2.Integration(
    ...transform(
      args.transform?.integration,
      `${name}-${slug}`,
      { apiId: api.id, ...own, ...timeoutOf(settings.integrationTimeout) },
      { parent },
    ),
  );
}

function createAnswer(
  { name, args, parent }: Scope,
  api: SocketApi,
  { slug }: PlannedRoute,
  integration: aws.apigatewayv2.Integration,
  mock: string | object,
) {
  return new aws.apigatewayv2.IntegrationResponse(
    ...transform(
      args.transform?.integrationResponse,
      `${name}-${slug}`,
      {
        apiId: api.id,
        integrationId: integration.id,
        integrationResponseKey: "$default",
        templateSelectionExpression: ALWAYS,
        responseTemplates: { $default: typeof mock === "string" ? mock : JSON.stringify(mock) },
      },
      { parent },
    ),
  );
}
