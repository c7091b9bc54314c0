import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import { ALIAS, API, FUNCTION, INTEGRATION, ROUTE, ROUTE_RESPONSE } from "./types.ts";
import * as rules from "./websocket-routes.ts";

/** An API with these routes, and what is behind all of them. */
function apiWith(keys: string[], { route = {}, fn = {}, api = {} } = {}) {
  const owner = resource(API, { protocolType: "WEBSOCKET", ...api });
  const handler = resource(FUNCTION, fn);
  const integration = resource(INTEGRATION, { integrationUri: UNKNOWN }, { integrationUri: handler });
  const routes = keys.map((routeKey) =>
    resource(ROUTE, { routeKey, target: UNKNOWN, ...route }, { apiId: owner, target: integration }),
  );
  return [owner, handler, integration, ...routes];
}

describeRule(rules.apiHasLifecycleRoutes, {
  compliant: {
    "an API with all three": apiWith(["$connect", "$disconnect", "$default", "send"]),
    "an HTTP API": apiWith(["GET /"], { api: { protocolType: "HTTP" } }),
  },
  violating: {
    "an API without $disconnect": apiWith(["$connect", "$default"]),
    "an API without routes": apiWith([]),
  },
  unknown: { "keys that are not known": apiWith([UNKNOWN]) },
});

/** A $connect whose function is called by an alias. */
function aliasedConnect(fn: object) {
  const handler = resource(FUNCTION, { ...fn });
  const alias = resource(ALIAS, {}, { functionName: handler });
  const integration = resource(INTEGRATION, {}, { integrationUri: alias });
  return [handler, alias, integration, resource(ROUTE, { routeKey: "$connect" }, { target: integration })];
}

describeRule(rules.connectIsGuarded, {
  compliant: {
    "a list of Origins behind an alias": aliasedConnect({
      environment: { variables: { ALLOWED_ORIGINS: "https://a" } },
    }),
    "an authorizer": apiWith(["$connect"], { route: { authorizationType: "CUSTOM" } }),
    "a signed handshake": apiWith(["$connect"], { route: { authorizationType: "AWS_IAM" } }),
    "a list of Origins": apiWith(["$connect"], {
      fn: { environment: { variables: { ALLOWED_ORIGINS: "https://a" } } },
    }),
    "a list of Origins that a preview does not know": apiWith(["$connect"], {
      fn: { environment: { variables: { ALLOWED_ORIGINS: UNKNOWN } } },
    }),
    "other routes": apiWith(["send"]),
  },
  violating: {
    "a function that knows no Origins": apiWith(["$connect"], { route: { authorizationType: "NONE" } }),
    "a route that says nothing": apiWith(["$connect"], { fn: { environment: { variables: {} } } }),
    "a function behind an alias that knows no Origins": aliasedConnect({}),
    "a route of an API from elsewhere": [resource(ROUTE, { routeKey: "$connect", apiId: "abc" })],
  },
  unknown: {
    "an environment that is not known": apiWith(["$connect"], { fn: { environment: UNKNOWN } }),
  },
  configured: {
    "another variable": {
      config: { variable: "ORIGINS" },
      resources: apiWith(["$connect"], { fn: { environment: { variables: { ORIGINS: "https://a" } } } }),
      violates: false,
    },
  },
});

describeRule(rules.customRouteHasAuthorizer, {
  compliant: {
    "no authorization": [resource(ROUTE, { routeKey: "send", authorizationType: "NONE" })],
    "nothing said": [resource(ROUTE, { routeKey: "send" })],
    "a signed $connect": [resource(ROUTE, { routeKey: "$connect", authorizationType: "AWS_IAM" })],
    "an authorizer that a preview does not know": [
      resource(ROUTE, { routeKey: "$connect", authorizationType: "CUSTOM", authorizerId: UNKNOWN }),
    ],
    "a route of an HTTP API": [resource(ROUTE, { routeKey: "GET /", authorizationType: "JWT" })],
  },
  violating: {
    "authorization of messages": [resource(ROUTE, { routeKey: "send", authorizationType: "AWS_IAM" })],
    "CUSTOM without an authorizer": [resource(ROUTE, { routeKey: "$connect", authorizationType: "CUSTOM" })],
  },
  unknown: { "a key that is not known": [resource(ROUTE, { routeKey: UNKNOWN })] },
});

describeRule(rules.apiSelectsByBody, {
  compliant: {
    "a field of the body": apiWith([], { api: { routeSelectionExpression: "$request.body.action" } }),
    "fields with text around": apiWith([], {
      api: { routeSelectionExpression: "${request.body.service}/${request.body.method}" },
    }),
    "the expression of an HTTP API": apiWith([], {
      api: { protocolType: "HTTP", routeSelectionExpression: "$request.method $request.path" },
    }),
  },
  violating: {
    "the provider's default": apiWith([], {
      api: { routeSelectionExpression: "$request.method $request.path" },
    }),
    "no expression": apiWith([]),
  },
  unknown: { "an expression that is not known": apiWith([], { api: { routeSelectionExpression: UNKNOWN } }) },
});

const replying = { routeResponseSelectionExpression: "$default" };
const [selecting, plain] = [resource(ROUTE, replying), resource(ROUTE)];

describeRule(rules.replyHasResponse, {
  compliant: {
    "a route with both": [selecting, resource(ROUTE_RESPONSE, {}, { routeId: selecting })],
    "a route with neither": [resource(ROUTE)],
  },
  violating: {
    "a route that selects what is not there": [resource(ROUTE, replying)],
    "a response that nobody selects": [plain, resource(ROUTE_RESPONSE, {}, { routeId: plain })],
  },
  unknown: {
    "a selection that is not known": [resource(ROUTE, { routeResponseSelectionExpression: UNKNOWN })],
  },
});
