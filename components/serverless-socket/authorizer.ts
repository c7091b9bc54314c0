// Who may connect, at API Gateway: the authorizer's function, its permission, and what the route `$connect` says.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Bundle } from "../bundle.ts";
import { LambdaFunction } from "../lambda-function.ts";
import { transform } from "../transform.ts";
import type { SocketApi } from "./api.ts";
import { allow } from "./allow.ts";
import { originVariables } from "./functions.ts";
import { onTable, onTickets } from "./grants.ts";
import type { PlannedAuthorizer, PlannedAuthorizerFunction } from "./plan-authorizer.ts";
import type { Scope } from "./scope.ts";

/** What the authorizer's children are called after the socket's name. */
export const AUTHORIZER_SLUG = "authorizer";

/** What `$connect` says of its authorization, and what has to be there before it is deployed. */
export interface Authorization {
  route: Pick<aws.apigatewayv2.RouteArgs, "authorizationType" | "authorizerId">;
  live: pulumi.Resource[];
  /** The function that decides, if there is one. */
  authorizer?: aws.lambda.Function;
}

export function createAuthorization(
  scope: Scope,
  plan: PlannedAuthorizer,
  api: SocketApi,
  table: aws.dynamodb.Table,
  bundles: Bundle[],
): Authorization {
  if (plan.type !== "CUSTOM") return { route: { authorizationType: plan.type }, live: [] };
  const fn = createAuthorizerFunction(scope, plan, table, bundles);
  const authorizer = createAuthorizer(scope, plan, api, fn);
  const permission = createPermission(scope, api, authorizer, fn);
  return {
    route: { authorizationType: "CUSTOM", authorizerId: authorizer.id },
    live: [authorizer, permission],
    authorizer: fn,
  };
}

function createAuthorizerFunction(
  scope: Scope,
  { handler, source, environment, timeout, memory, ...plan }: PlannedAuthorizerFunction,
  table: aws.dynamodb.Table,
  bundles: Bundle[],
) {
  const { name, args, parent } = scope;
  const statements = [...onTable(table, plan.table), ...(plan.tickets ? onTickets(table, "DeleteItem") : [])];
  if (typeof handler !== "string") {
    if (statements.length > 0) allow(scope, AUTHORIZER_SLUG, handler, statements);
    return handler;
  }
  const { code } = bundles.find(({ file }) => file === handler)!;
  const { logRetentionDays, tracing, tags, transform } = args;
  return new LambdaFunction(
    `${name}-${AUTHORIZER_SLUG}`,
    {
      handler: { file: source, code },
      environment: { TABLE_NAME: table.name, ...originVariables(args), ...environment },
      ...{ timeout, memory, statements, logRetentionDays, tracing, tags, transform },
    },
    { parent },
  ).function;
}

function createAuthorizer(
  { name, args, parent }: Scope,
  { identitySources }: PlannedAuthorizerFunction,
  api: SocketApi,
  fn: aws.lambda.Function,
) {
  return new aws.apigatewayv2.Authorizer(
    ...transform(
      args.transform?.authorizer,
      `${name}-${AUTHORIZER_SLUG}`,
      // WebSocket APIs have no other type; JWT is one of HTTP APIs.
      { apiId: api.id, authorizerType: "REQUEST", authorizerUri: fn.invokeArn, identitySources },
      { parent },
    ),
  );
}

/** Lets this authorizer, and no other API, call the function. */
function createPermission(
  { name, args, parent }: Scope,
  api: SocketApi,
  authorizer: aws.apigatewayv2.Authorizer,
  fn: aws.lambda.Function,
) {
  return new aws.lambda.Permission(
    ...transform(
      args.transform?.permission,
      `${name}-${AUTHORIZER_SLUG}`,
      {
        action: "lambda:InvokeFunction",
        function: fn.name,
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`${api.executionArn}/authorizers/${authorizer.id}`,
      },
      { parent },
    ),
  );
}
