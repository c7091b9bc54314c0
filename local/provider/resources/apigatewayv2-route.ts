// aws.apigatewayv2.Route and RouteResponse: which messages go where, and whether an answer comes back.
import * as v from "valibot";
import { resourceType } from "../resource-type.ts";
import { matching, oneOf, only, show, text } from "../schema.ts";
import { regional } from "./regional.ts";

const noModels = "it does not check messages against models";

export const route = resourceType({
  token: "aws:apigatewayv2/route:Route",
  applied: {
    apiId: v.string(),
    routeKey: v.pipe(
      v.string(),
      v.nonEmpty(`is empty; give what the selection expression of the API evaluates to, or "$default"`),
      v.check(
        (key) => !key.startsWith("$") || ["$connect", "$disconnect", "$default"].includes(key),
        ({ input }) =>
          `${show(input)} begins with $, which only $connect, $disconnect and $default may; choose another key`,
      ),
    ),
    target: v.optional(matching(/^integrations\/.+$/, `give "integrations/" and the id of an integration`)),
    authorizationType: v.optional(oneOf(["NONE", "AWS_IAM", "CUSTOM"]), "NONE"),
    authorizerId: v.optional(v.string()),
    routeResponseSelectionExpression: v.optional(
      v.literal(
        "$default",
        ({ input }) => `${show(input)} is no route response selection; "$default" is the only one`,
      ),
    ),
  },
  recorded: {
    ...regional,
    apiKeyRequired: v.optional(only(false, "it has no API keys"), false),
    operationName: v.optional(text(64)),
  },
  refused: {
    authorizationScopes: "only HTTP APIs have it",
    modelSelectionExpression: noModels,
    requestModels: noModels,
    requestParameters: noModels,
  },
  rules: [
    {
      of: ["authorizationType", "routeKey"],
      refuse({ authorizationType, routeKey }) {
        return authorizationType === "NONE" || routeKey === "$connect"
          ? undefined
          : `${show(authorizationType)} cannot stand on the route ${show(routeKey)}: a WebSocket API authorizes only $connect; set it there`;
      },
    },
    {
      of: ["authorizerId", "authorizationType"],
      refuse({ authorizerId, authorizationType }) {
        if (authorizationType === "CUSTOM" && authorizerId === undefined) {
          return 'is missing: authorizationType "CUSTOM" asks an authorizer; give its id';
        }
        return authorizerId !== undefined && authorizationType !== "CUSTOM"
          ? `${show(authorizerId)} is not asked with authorizationType ${show(authorizationType)}; set that to "CUSTOM"`
          : undefined;
      },
    },
  ],
  forcesNew: ["apiId", "region"],
  computed: { stable: [], changing: [] },
  create({ apigateway }, { apiId, ...inputs }) {
    const { routeId } = apigateway.createRoute(apiId, inputs);
    return { id: routeId, computed: {} };
  },
  update({ apigateway }, { id }, { apiId, ...inputs }) {
    // The gateway keeps what a patch leaves out, so an argument that is gone has to be sent as empty.
    apigateway.updateRoute(apiId, id, {
      target: "",
      authorizerId: "",
      routeResponseSelectionExpression: "",
      ...inputs,
    });
    return {};
  },
  delete({ apigateway }, { id, inputs: { apiId } }) {
    apigateway.deleteRoute(apiId, id);
  },
});

export const routeResponse = resourceType({
  token: "aws:apigatewayv2/routeResponse:RouteResponse",
  applied: {
    apiId: v.string(),
    routeId: v.string(),
    routeResponseKey: v.literal(
      "$default",
      ({ input }) => `${show(input)} is no key of a route response; "$default" is the only one`,
    ),
  },
  recorded: regional,
  refused: { modelSelectionExpression: noModels, responseModels: noModels },
  forcesNew: ["apiId", "routeId", "region"],
  computed: { stable: [], changing: [] },
  create({ apigateway }, { apiId, routeId, routeResponseKey }) {
    const { routeResponseId } = apigateway.createRouteResponse(apiId, routeId, { routeResponseKey });
    return { id: routeResponseId, computed: {} };
  },
  delete({ apigateway }, { id, inputs: { apiId, routeId } }) {
    apigateway.deleteRouteResponse(apiId, routeId, id);
  },
});
