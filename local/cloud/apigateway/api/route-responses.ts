// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid-routeresponses.html
import * as v from "valibot";
import type { RouteResponse } from "../control-plane/route-responses.ts";
import { shown } from "./answer.ts";
import { membersOf, notHere, text, textMap } from "./members.ts";
import type { Resource } from "./resource.ts";

const settings = v.object({
  routeResponseKey: v.string(),
  modelSelectionExpression: text,
  responseModels: textMap,
  responseParameters: notHere("a parameter of a route response"),
});
const change = v.partial(settings);

export const routeResponses: Resource = {
  list({ gateway, ids: [apiId, routeId] }) {
    const { routes, routeResponses } = gateway.configurationOf(apiId);
    const response = routeResponses.of(routes.get(routeId).routeId);
    return response ? [describe(response)] : [];
  },
  create(call) {
    const [apiId, routeId] = call.ids;
    return describe(call.gateway.createRouteResponse(apiId, routeId, membersOf(call, settings)));
  },
  get: ({ gateway, ids: [apiId, routeId, id] }) =>
    describe(gateway.configurationOf(apiId).routeResponses.get(routeId, id)),
  update: (call) => describe(call.gateway.updateRouteResponse(...call.ids, membersOf(call, change))),
  delete: ({ gateway, ids }) => gateway.deleteRouteResponse(...ids),
};

const describe = (response: RouteResponse) =>
  shown(response, ["routeResponseId", "routeResponseKey", "modelSelectionExpression", "responseModels"]);
