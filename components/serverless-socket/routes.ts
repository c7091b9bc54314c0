// The routes, with the functions and backends that they lead to.
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { SocketApi } from "./api.ts";
import type { Authorization } from "./authorizer.ts";
import { createBackend } from "./backends.ts";
import { createFunction } from "./functions.ts";
import { createIntegration, createPermission, createRoute } from "./gateway.ts";
import { onConnections, onTable } from "./grants.ts";
import type { PlannedSocket } from "./plan-socket.ts";
import type { Scope } from "./scope.ts";

/** What routes need to know of the rest of the socket. */
interface RouteContext {
  table: aws.dynamodb.Table;
  callbackUrl: pulumi.Input<string>;
  authorization: Authorization["route"];
}

interface CreatedRoutes {
  /** By the keys of the routes that lead to them. */
  functions: Record<string, aws.lambda.Function>;
  aliases: Record<string, aws.lambda.Alias>;
  /** What has to be there before the stage deploys it. */
  live: pulumi.Resource[];
}

export function createRoutes(
  scope: Scope,
  api: SocketApi,
  plan: PlannedSocket,
  context: RouteContext,
): CreatedRoutes {
  const created: CreatedRoutes = { functions: {}, aliases: {}, live: [] };
  createFunctionRoutes(scope, api, plan, context, created);
  for (const route of plan.routes.filter(({ settings }) => settings.handler === undefined)) {
    const [integration, ...answers] = createBackend(scope, api, route);
    const parts = createRoute(scope, api, route, integration, context.authorization);
    created.live.push(integration, ...answers, ...parts);
  }
  return created;
}

function createFunctionRoutes(
  scope: Scope,
  api: SocketApi,
  { functions, bundles }: PlannedSocket,
  { table, callbackUrl, authorization }: RouteContext,
  created: CreatedRoutes,
) {
  for (const planned of functions) {
    const connections = onConnections(api, scope.stageName, planned.connections);
    const statements = [...onTable(table, planned.table), ...connections];
    const fn = createFunction(scope, planned, { bundles, statements, tableName: table.name, callbackUrl });
    const integration = createIntegration(scope, api, planned, fn);
    created.live.push(integration);
    for (const route of planned.routes) {
      if (aws.lambda.Alias.isInstance(fn)) created.aliases[route.key] = fn;
      else created.functions[route.key] = fn;
      created.live.push(createPermission(scope, api, route, fn));
      created.live.push(...createRoute(scope, api, route, integration, authorization));
    }
  }
}
