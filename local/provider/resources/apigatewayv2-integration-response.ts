// aws.apigatewayv2.IntegrationResponse: what becomes of the answers of an integration that is no proxy.
import * as v from "valibot";
import {
  compileIntegrationResponse,
  type IntegrationResponseInput,
} from "../../cloud/apigateway/data-plane/mapping/integration-response.ts";
import { resourceType } from "../resource-type.ts";
import { only, refusalOf, stringMap } from "../schema.ts";
import { regional } from "./regional.ts";

export const integrationResponse = resourceType({
  token: "aws:apigatewayv2/integrationResponse:IntegrationResponse",
  applied: {
    apiId: v.string(),
    integrationId: v.string(),
    integrationResponseKey: v.string(),
    contentHandlingStrategy: v.optional(only("CONVERT_TO_TEXT", "a text frame holds text")),
    responseTemplates: v.optional(stringMap),
    templateSelectionExpression: v.optional(v.string()),
  },
  recorded: regional,
  refused: {},
  rules: [
    {
      of: ["integrationResponseKey"],
      refuse: ({ integrationResponseKey }) => look({ integrationResponseKey }),
    },
    { of: ["responseTemplates"], refuse: ({ responseTemplates }) => look({ responseTemplates }) },
    {
      of: ["templateSelectionExpression"],
      refuse: ({ templateSelectionExpression }) => look({ templateSelectionExpression }),
    },
  ],
  forcesNew: ["apiId", "integrationId", "region"],
  computed: { stable: [], changing: [] },
  create({ apigateway }, { apiId, integrationId, ...inputs }) {
    const { integrationResponseId } = apigateway.createIntegrationResponse(apiId, integrationId, inputs);
    return { id: integrationResponseId, computed: {} };
  },
  update({ apigateway }, { id }, { apiId, integrationId, ...inputs }) {
    // The gateway keeps what a patch leaves out, so an argument that is gone has to be sent as empty.
    const empty = {
      contentHandlingStrategy: "",
      responseTemplates: {},
      templateSelectionExpression: "",
    };
    apigateway.updateIntegrationResponse(apiId, integrationId, id, { ...empty, ...inputs });
    return {};
  },
  partOf: ["apiId", "integrationId"],
  read({ apigateway }, { id, inputs: { apiId = "", integrationId = "" } }) {
    const responses = apigateway.configurationOf(apiId).integrationResponses.of(integrationId);
    const found = responses.find(({ integrationResponseId }) => integrationResponseId === id);
    if (!found) return undefined;
    const { integrationResponseKey, contentHandlingStrategy, responseTemplates } = found;
    const { templateSelectionExpression } = found;
    return {
      inputs: {
        ...{ integrationResponseKey, contentHandlingStrategy },
        ...{ responseTemplates, templateSelectionExpression },
      },
    };
  },
  delete({ apigateway }, { id, inputs: { apiId, integrationId } }) {
    apigateway.deleteIntegrationResponse(apiId, integrationId, id);
  },
});

/** What the gateway says against a part of the arguments. */
const look = (part: Partial<IntegrationResponseInput>) =>
  refusalOf(() => compileIntegrationResponse({ integrationResponseKey: "$default", ...part }));
