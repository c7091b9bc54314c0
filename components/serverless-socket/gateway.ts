// The API Gateway side of the socket: API, integrations, routes, invoke permissions, stage.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transform } from "../transform.ts";
import type { Throttle } from "./args.ts";
import type { Authorization } from "./authorizer.ts";
import type { PlannedFunction, PlannedRoute } from "./plan.ts";
import type { Scope } from "./scope.ts";

/** A tenth and a twentieth of what an account may take by default: one socket in trouble leaves the rest to others. */
const DEFAULT_THROTTLE: Throttle = { burst: 500, rate: 250 };

export function createApi({ name, args, parent }: Scope) {
  return new aws.apigatewayv2.Api(
    ...transform(
      args.transform?.api,
      name,
      {
        protocolType: "WEBSOCKET",
        // The provider's default is the one of HTTP APIs, with which no message finds its route.
        routeSelectionExpression: "$request.body.action",
        tags: args.tags,
      },
      { parent },
    ),
  );
}

/** One per function, however many routes share it. */
export function createIntegration(
  { name, args, parent }: Scope,
  api: aws.apigatewayv2.Api,
  { routes }: PlannedFunction,
  fn: aws.lambda.Function,
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
      },
      { parent },
    ),
  );
}

/** The route, and its route response where the handler's answer goes back: AWS sends it only if both say so. */
export function createRoute(
  { name, args, parent }: Scope,
  api: aws.apigatewayv2.Api,
  { key, slug, settings }: PlannedRoute,
  integration: aws.apigatewayv2.Integration,
  authorization: Authorization["route"],
) {
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
        ...(settings.reply && { routeResponseSelectionExpression: "$default" }),
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
  api: aws.apigatewayv2.Api,
  { key, slug }: PlannedRoute,
  fn: aws.lambda.Function,
) {
  return new aws.lambda.Permission(
    ...transform(
      args.transform?.permission,
      `${name}-${slug}`,
      {
        action: "lambda:InvokeFunction",
        function: fn.name,
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`${api.executionArn}/${stageName}/${key}`,
      },
      { parent },
    ),
  );
}

/** Comes last: a stage deploys what is there, and AWS deploys no API without routes. */
export function createStage(
  { name, args, stageName, parent }: Scope,
  api: aws.apigatewayv2.Api,
  routes: PlannedRoute[],
  dependsOn: pulumi.Resource[],
) {
  const socketThrottle = args.throttle ?? DEFAULT_THROTTLE;
  const throttled = routes.filter(({ settings }) => settings.throttle);
  const [childName, stageArgs, opts] = transform<StageSettings>(
    args.transform?.stage,
    name,
    {
      autoDeploy: true,
      defaultRouteSettings: limits(socketThrottle),
      routeSettings: throttled.map(({ key, settings }) => ({ routeKey: key, ...limits(settings.throttle!) })),
      tags: args.tags,
    },
    { parent, dependsOn },
  );
  const { defaultRouteSettings, routeSettings } = stageArgs;
  return new aws.apigatewayv2.Stage(
    childName,
    {
      ...stageArgs,
      apiId: api.id,
      name: stageName,
      // Again, whatever a transform put there: settings without throttles make the provider send 0 for both, and
      // every message gets 429. https://github.com/pulumi/pulumi-aws/issues/2363
      defaultRouteSettings: pulumi
        .output(defaultRouteSettings)
        .apply((own) => ({ ...limits(socketThrottle), ...own })),
      routeSettings: pulumi
        .output(routeSettings)
        .apply((own = []) => own.map((settings) => ({ ...limits(socketThrottle), ...settings }))),
    },
    opts,
  );
}

type StageSettings = Omit<aws.apigatewayv2.StageArgs, "apiId" | "name">;

function limits({ burst, rate }: Throttle) {
  return { throttlingBurstLimit: burst, throttlingRateLimit: rate };
}
