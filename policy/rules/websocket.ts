// Rules for WebSocket APIs of API Gateway.
import type { types } from "@pulumi/aws";
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";

type Throttle = Pick<
  types.output.apigatewayv2.StageDefaultRouteSettings,
  "throttlingBurstLimit" | "throttlingRateLimit"
>;

export const stageThrottles: ResourceValidationPolicy = {
  name: "websocket-stage-throttles",
  description:
    "A stage says both throttles, above zero. A settings block without them sends zeros, and a stage throttled to zero answers 429 to everything.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://github.com/pulumi/pulumi-aws/issues/2363",
  remediationSteps: "Set throttlingBurstLimit and throttlingRateLimit in the stage's defaultRouteSettings.",
  validateResource: ofType<{ name: string; defaultRouteSettings: Throttle }>(
    "aws:apigatewayv2/stage:Stage",
    ({ name, defaultRouteSettings = {} }, report) => {
      for (const setting of ["throttlingBurstLimit", "throttlingRateLimit"] as const) {
        if (!defaultRouteSettings[setting])
          report(`stage ${name}: defaultRouteSettings.${setting} is not above zero`);
      }
    },
  ),
};

/** Routes without which connections are lost track of, or a client's mistake stays unanswered. */
const LIFECYCLE_ROUTES = ["$connect", "$disconnect", "$default"];

export const apiHasLifecycleRoutes: StackValidationPolicy = {
  name: "websocket-lifecycle-routes",
  description: "A WebSocket API has the routes $connect, $disconnect and $default.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html",
  remediationSteps: "Add a route and a handler for each key that is missing.",
  validateStack({ resources }, report) {
    const routes = resources.filter(({ type }) => type === "aws:apigatewayv2/route:Route");
    for (const api of resources.filter(isWebSocketApi)) {
      const keys = routes
        .filter(({ propertyDependencies }) => propertyDependencies.apiId?.some(({ urn }) => urn === api.urn))
        .map(({ props }) => props.routeKey);
      const missing = LIFECYCLE_ROUTES.filter((key) => !keys.includes(key));
      if (missing.length > 0) report(`the API ${api.name} has no route ${missing.join(", ")}`, api.urn);
    }
  },
};

const isWebSocketApi = ({ type, props }: { type: string; props: Record<string, unknown> }) =>
  type === "aws:apigatewayv2/api:Api" && props.protocolType === "WEBSOCKET";
