// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
import * as v from "valibot";
import type { Route } from "../control-plane/routes.ts";
import type { Operation } from "./api-call.ts";
import { shown } from "./answer.ts";
import { merged, without } from "./maps.ts";
import { flag, httpOnly, membersOf, text, textMap } from "./members.ts";
import type { Resource } from "./resource.ts";

const settings = v.object({
  routeKey: v.string(),
  apiKeyRequired: flag,
  authorizationScopes: httpOnly,
  authorizationType: text,
  authorizerId: text,
  modelSelectionExpression: text,
  operationName: text,
  requestModels: textMap,
  requestParameters: v.optional(v.record(v.string(), v.object({ required: flag }))),
  routeResponseSelectionExpression: text,
  target: text,
});
const change = v.partial(settings);

export const routes: Resource = {
  list: ({ gateway, ids: [apiId] }) => gateway.configurationOf(apiId).routes.all().map(describe),
  create: (call) => describe(call.gateway.createRoute(call.ids[0], membersOf(call, settings))),
  get: ({ gateway, ids: [apiId, routeId] }) => describe(gateway.configurationOf(apiId).routes.get(routeId)),
  update(call) {
    const { gateway, ids } = call;
    const [apiId, routeId] = ids;
    const before = gateway.configurationOf(apiId).routes.get(routeId);
    const patch = membersOf(call, change);
    const requestParameters = merged(before.requestParameters, patch.requestParameters);
    return describe(gateway.updateRoute(apiId, routeId, { ...patch, requestParameters }));
  },
  delete: ({ gateway, ids: [apiId, routeId] }) => gateway.deleteRoute(apiId, routeId),
};

/** An update only adds to them. */
export const deleteRouteRequestParameter: Operation = ({ gateway, ids: [apiId, routeId, key] }) => {
  const { requestParameters = {} } = gateway.configurationOf(apiId).routes.get(routeId);
  gateway.updateRoute(apiId, routeId, { requestParameters: without(requestParameters, [key]) });
};

const describe = (route: Route) => ({
  apiKeyRequired: false,
  authorizationType: "NONE",
  ...shown(route, [
    ...(["routeId", "routeKey", "target", "apiKeyRequired", "authorizationType", "authorizerId"] as const),
    ...(["modelSelectionExpression", "operationName", "requestModels", "requestParameters"] as const),
    "routeResponseSelectionExpression",
  ]),
});
