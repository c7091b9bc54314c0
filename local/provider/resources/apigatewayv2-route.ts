// aws.apigatewayv2.Route and RouteResponse: which messages go where, and whether an answer comes back.
import * as v from "valibot";
import { compileSelection } from "../../cloud/apigateway/data-plane/mapping/selection-expression.ts";
import { resourceType } from "../resource-type.ts";
import { matching, oneOf, refusalOf, show, stringMap, text } from "../schema.ts";
import { regional } from "./regional.ts";

const noModels = "AWS does not check what is sent to clients";

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
    apiKeyRequired: v.optional(v.boolean(), false),
    target: v.optional(matching(/^integrations\/.+$/, `give "integrations/" and the id of an integration`)),
    authorizationType: v.optional(oneOf(["NONE", "AWS_IAM", "CUSTOM"]), "NONE"),
    authorizerId: v.optional(v.string()),
    modelSelectionExpression: v.optional(v.string()),
    requestModels: v.optional(stringMap),
    requestParameters: v.optional(
      v.array(
        v.strictObject({
          requestParameterKey: matching(
            /^route\.request\.(multivalue)?(header|querystring)\.[\w.$-]+$/,
            "give route.request.header.{name} or route.request.querystring.{name}",
          ),
          required: v.boolean(),
        }),
      ),
    ),
    routeResponseSelectionExpression: v.optional(
      v.literal(
        "$default",
        ({ input }) => `${show(input)} is no route response selection; "$default" is the only one`,
      ),
    ),
  },
  recorded: {
    ...regional,
    operationName: v.optional(text(64)),
  },
  refused: {
    authorizationScopes: "only HTTP APIs have it",
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
      of: ["apiKeyRequired", "routeKey"],
      refuse: ({ apiKeyRequired, routeKey }) =>
        apiKeyRequired && routeKey !== "$connect"
          ? `cannot be true on the route ${show(routeKey)}: AWS tells of API keys for $connect only; set it there`
          : undefined,
    },
    {
      of: ["modelSelectionExpression"],
      refuse: ({ modelSelectionExpression }) =>
        refusalOf(() => compileSelection(modelSelectionExpression ?? "")),
    },
    {
      of: ["requestParameters", "routeKey"],
      refuse: ({ requestParameters = [], routeKey }) =>
        requestParameters.length > 0 && routeKey !== "$connect"
          ? `has no meaning on the route ${show(routeKey)}: only $connect has headers and a query`
          : undefined,
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
    const { routeId } = apigateway.createRoute(apiId, settings(inputs));
    return { id: routeId, computed: {} };
  },
  update({ apigateway }, { id }, { apiId, ...inputs }) {
    apigateway.updateRoute(apiId, id, settings(inputs));
    return {};
  },
  partOf: ["apiId"],
  read({ apigateway }, { id, inputs: { apiId = "" } }) {
    const { requestParameters = {}, ...found } = apigateway.configurationOf(apiId).routes.get(id);
    const { routeKey, target, authorizationType, authorizerId, routeResponseSelectionExpression } = found;
    const { modelSelectionExpression, requestModels, operationName, apiKeyRequired } = found;
    const parameters = Object.entries(requestParameters).map(
      ([requestParameterKey, { required = false }]) => {
        return { requestParameterKey, required };
      },
    );
    return {
      inputs: {
        ...{ routeKey, target, authorizationType, authorizerId, routeResponseSelectionExpression },
        ...{ modelSelectionExpression, requestModels, requestParameters: parameters },
        ...{ operationName, apiKeyRequired },
      },
    };
  },
  delete({ apigateway }, { id, inputs: { apiId } }) {
    apigateway.deleteRoute(apiId, id);
  },
});

interface RouteInputs {
  requestParameters?: { requestParameterKey: string; required: boolean }[];
}

/** The gateway keeps what a patch leaves out, so an argument that is gone has to be sent as empty. */
const settings = <Inputs extends RouteInputs>({ requestParameters = [], ...inputs }: Inputs) => ({
  target: "",
  authorizerId: "",
  modelSelectionExpression: "",
  operationName: "",
  requestModels: {},
  routeResponseSelectionExpression: "",
  ...inputs,
  requestParameters: Object.fromEntries(
    requestParameters.map(({ requestParameterKey, required }) => [requestParameterKey, { required }]),
  ),
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
  partOf: ["apiId", "routeId"],
  read({ apigateway }, { id, inputs: { apiId = "", routeId = "" } }) {
    const found = apigateway.configurationOf(apiId).routeResponses.of(routeId);
    return found?.routeResponseId === id
      ? { inputs: { routeResponseKey: found.routeResponseKey } }
      : undefined;
  },
  delete({ apigateway }, { id, inputs: { apiId, routeId } }) {
    apigateway.deleteRouteResponse(apiId, routeId, id);
  },
});
