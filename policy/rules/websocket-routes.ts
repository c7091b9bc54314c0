// Rules for the routes of WebSocket APIs.
import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { functionsNamedBy } from "./functions.ts";
import { ofType } from "./of-type.ts";
import { allOf, judgeEach, referredBy, referringTo } from "./stack.ts";
import { API, INTEGRATION, ROUTE, ROUTE_RESPONSE } from "./types.ts";

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
    judgeEach(webSocketApis(resources), (api) => {
      const keys = routesOf(api, resources).map(({ props }) => props.routeKey);
      const missing = LIFECYCLE_ROUTES.filter((key) => !keys.includes(key));
      if (missing.length > 0) report(`the API ${api.name} has no route ${missing.join(", ")}`, api.urn);
    });
  },
};

export const connectIsGuarded: StackValidationPolicy = {
  name: "websocket-connect-guarded",
  description:
    "$connect has an authorizer, or its function a list of Origins: browsers let every page of the world open a socket, with the user's cookies.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html",
  remediationSteps:
    "Set authorizationType AWS_IAM or CUSTOM on the route, or the variable ALLOWED_ORIGINS on its function and compare it with the header Origin.",
  configSchema: {
    properties: {
      variable: {
        type: "string",
        default: "ALLOWED_ORIGINS",
        description: "Environment variable that holds the Origins",
      },
    },
  },
  validateStack({ resources, getConfig }, report) {
    const { variable = "ALLOWED_ORIGINS" } = getConfig<{ variable?: string }>();
    // Only WebSocket APIs have the key, so that the routes of one from elsewhere are judged as well.
    judgeEach(allOf(resources, ROUTE), (route) => {
      if (route.props.routeKey !== "$connect") return;
      if ((route.props.authorizationType ?? "NONE") !== "NONE") return;
      if (!handlersOf(route).some(({ props }) => hasVariable(props, variable)))
        report(
          `${route.name} lets in everybody: no authorizer, and no ${variable} for its function`,
          route.urn,
        );
    });
  },
};

export const customRouteHasAuthorizer: ResourceValidationPolicy = {
  name: "websocket-route-authorizer",
  description:
    "Authorization stands on $connect alone, the only route where API Gateway asks for it, and CUSTOM names its authorizer.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html",
  remediationSteps: "Move the authorization to $connect, and set authorizerId where it is CUSTOM.",
  validateResource: ofType<{ routeKey: string; authorizationType: string; authorizerId: string }>(
    ROUTE,
    (props, report) => {
      const { routeKey, authorizationType = "NONE" } = props;
      // Routes of HTTP APIs have keys such as "GET /"; authorization works on all of them.
      if (authorizationType === "NONE" || routeKey?.includes("/")) return;
      if (routeKey !== "$connect") report(`${authorizationType} does nothing on the route ${routeKey}`);
      else if (authorizationType === "CUSTOM" && !("authorizerId" in props))
        report("CUSTOM names no authorizer");
    },
  ),
};

export const apiSelectsByBody: ResourceValidationPolicy = {
  name: "websocket-route-selection",
  description:
    "A WebSocket API selects routes by a field of the message. The provider's default is the expression of HTTP APIs, with which no message finds its route.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html",
  remediationSteps: "Set routeSelectionExpression, to $request.body.action for example.",
  validateResource: ofType<{ protocolType: string; routeSelectionExpression: string }>(
    API,
    ({ protocolType, routeSelectionExpression }, report, { name }) => {
      if (protocolType === "WEBSOCKET" && !/\$\{?request\.body\./.test(routeSelectionExpression ?? ""))
        report(`the API ${name} selects by ${routeSelectionExpression ?? "nothing"}, not by $request.body`);
    },
  ),
};

export const replyHasResponse: StackValidationPolicy = {
  name: "websocket-reply-has-response",
  description:
    "A route that selects a route response has one, and the other way round: with half of it AWS drops what the handler returns.",
  enforcementLevel: "mandatory",
  severity: "low",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html",
  remediationSteps:
    "Set routeResponseSelectionExpression to $default, and add a RouteResponse with the key $default.",
  validateStack({ resources }, report) {
    judgeEach(allOf(resources, ROUTE), (route) => {
      const selects = Boolean(route.props.routeResponseSelectionExpression);
      const responds = referringTo(resources, ROUTE_RESPONSE, "routeId", route).length > 0;
      if (selects && !responds) report(`${route.name} selects a route response, and has none`, route.urn);
      if (responds && !selects)
        report(`${route.name} has a route response, and does not select it`, route.urn);
    });
  },
};

const webSocketApis = (resources: PolicyResource[]) =>
  allOf(resources, API).filter(({ props }) => props.protocolType === "WEBSOCKET");

const routesOf = (api: PolicyResource, resources: PolicyResource[]) =>
  referringTo(resources, ROUTE, "apiId", api);

const handlersOf = (route: PolicyResource) =>
  referredBy(route, "target", INTEGRATION).flatMap((integration) =>
    functionsNamedBy(integration, "integrationUri"),
  );

/** Its value may be unknown in a preview, an Origin is often the address of something new; that it is there is known. */
const hasVariable = ({ environment }: Record<string, unknown>, variable: string) =>
  isObject(environment) && isObject(environment.variables) && variable in environment.variables;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
