// aws.apigatewayv2.Integration: what is behind a route.
import * as v from "valibot";
import { responseSelectionOf } from "../../cloud/apigateway/control-plane/integrations.ts";
import { compileBackend } from "../../cloud/apigateway/data-plane/backends/compile-backend.ts";
import { compileParameters } from "../../cloud/apigateway/data-plane/mapping/request-parameters.ts";
import { compileRequestTemplates } from "../../cloud/apigateway/data-plane/mapping/request-templates.ts";
import { resourceType } from "../resource-type.ts";
import { integer, oneOf, only, refusalOf, show, stringMap, text } from "../schema.ts";
import { regional } from "./regional.ts";

const computed = (integration: { integrationType: string }) => ({
  integrationResponseSelectionExpression: responseSelectionOf(integration),
});

export const integration = resourceType({
  token: "aws:apigatewayv2/integration:Integration",
  applied: {
    apiId: v.string(),
    integrationType: oneOf(["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"]),
    integrationUri: v.optional(v.string()),
    integrationMethod: v.optional(v.string()),
    contentHandlingStrategy: v.optional(oneOf(["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"])),
    passthroughBehavior: v.optional(oneOf(["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]), "WHEN_NO_MATCH"),
    requestParameters: v.optional(stringMap),
    requestTemplates: v.optional(stringMap),
    templateSelectionExpression: v.optional(v.string()),
    // AWS's own limits: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    timeoutMilliseconds: v.optional(integer(50, 29_000, "milliseconds"), 29_000),
  },
  recorded: {
    ...regional,
    connectionType: v.optional(only("INTERNET", "it has no private networks"), "INTERNET"),
    description: v.optional(text(1024)),
    payloadFormatVersion: v.optional(only("1.0", "WebSocket APIs have no other"), "1.0"),
  },
  refused: {
    connectionId: "it has no private networks",
    credentialsArn: "the gateway calls functions by their resource policy; use aws.lambda.Permission",
    integrationSubtype: "only HTTP APIs have it",
    responseParameters: "only HTTP APIs have it",
    tlsConfig: "it has no private networks",
  },
  rules: [
    {
      of: ["integrationUri", "integrationType", "contentHandlingStrategy"],
      refuse: ({ integrationUri, integrationType, contentHandlingStrategy }) =>
        refusalOf(() => {
          const integrationMethod = "POST";
          compileBackend({ integrationUri, integrationType, integrationMethod, contentHandlingStrategy });
        }),
    },
    {
      of: ["integrationMethod", "integrationType"],
      refuse({ integrationMethod: method, integrationType: type }) {
        if (type.startsWith("HTTP")) {
          return method === undefined
            ? `is missing with integrationType ${show(type)}; give "POST", say`
            : undefined;
        }
        return method === undefined || method === "POST" || type === "MOCK"
          ? undefined
          : `${show(method)} does not call a function; use "POST"`;
      },
    },
    {
      of: ["requestParameters", "integrationType"],
      refuse: ({ requestParameters, integrationType }) =>
        integrationType.startsWith("AWS") && requestParameters
          ? "is not supported by the local cloud with Lambda; use requestTemplates with integrationType AWS"
          : refusalOf(() => compileParameters(requestParameters ?? {})),
    },
    {
      of: ["requestTemplates"],
      refuse: ({ requestTemplates }) => refusalOf(() => compileRequestTemplates({ requestTemplates })),
    },
    {
      of: ["templateSelectionExpression"],
      refuse: ({ templateSelectionExpression }) =>
        refusalOf(() => compileRequestTemplates({ templateSelectionExpression })),
    },
  ],
  forcesNew: ["apiId", "connectionType", "integrationType", "region"],
  computed: { stable: ["integrationResponseSelectionExpression"], changing: [] },
  create({ apigateway }, { apiId, ...inputs }) {
    const { integrationId } = apigateway.createIntegration(apiId, settings(inputs));
    return { id: integrationId, computed: computed(inputs) };
  },
  update({ apigateway }, { id }, { apiId, ...inputs }) {
    apigateway.updateIntegration(apiId, id, settings(inputs));
    return {};
  },
  partOf: ["apiId"],
  read({ apigateway }, { id, inputs: { apiId = "" } }) {
    const found = apigateway.configurationOf(apiId).integrations.get(id);
    const { integrationType, integrationUri, integrationMethod, timeoutInMillis } = found;
    const { contentHandlingStrategy, passthroughBehavior, requestParameters, requestTemplates } = found;
    return {
      inputs: {
        ...{ integrationType, integrationUri, integrationMethod, timeoutMilliseconds: timeoutInMillis },
        ...{ contentHandlingStrategy, passthroughBehavior, requestParameters, requestTemplates },
        templateSelectionExpression: found.templateSelectionExpression,
      },
      computed: computed(found),
    };
  },
  delete({ apigateway }, { id, inputs: { apiId } }) {
    apigateway.deleteIntegration(apiId, id);
  },
});

/** The gateway keeps what a patch leaves out, so an argument that is gone has to be sent as empty. */
const settings = <Inputs extends { timeoutMilliseconds: number }>({
  timeoutMilliseconds,
  ...inputs
}: Inputs) => ({
  description: "",
  integrationUri: "",
  integrationMethod: "",
  contentHandlingStrategy: "",
  requestParameters: {},
  requestTemplates: {},
  templateSelectionExpression: "",
  ...inputs,
  timeoutInMillis: timeoutMilliseconds,
});
