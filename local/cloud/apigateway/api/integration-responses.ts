// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid-integrationresponses.html
import * as v from "valibot";
import type { IntegrationResponse } from "../control-plane/integration-responses.ts";
import { shown } from "./answer.ts";
import { membersOf, notHere, text, textMap } from "./members.ts";
import type { Resource } from "./resource.ts";

const settings = v.object({
  integrationResponseKey: v.string(),
  contentHandlingStrategy: text,
  responseParameters: notHere("a parameter of an integration response"),
  responseTemplates: textMap,
  templateSelectionExpression: text,
});
const change = v.partial(settings);

export const integrationResponses: Resource = {
  list({ gateway, ids: [apiId, integrationId] }) {
    const { integrations, integrationResponses } = gateway.configurationOf(apiId);
    return integrationResponses.of(integrations.get(integrationId).integrationId).map(describe);
  },
  create(call) {
    const [apiId, integrationId] = call.ids;
    return describe(call.gateway.createIntegrationResponse(apiId, integrationId, membersOf(call, settings)));
  },
  get: ({ gateway, ids: [apiId, integrationId, id] }) =>
    describe(gateway.configurationOf(apiId).integrationResponses.get(integrationId, id)),
  update: (call) => describe(call.gateway.updateIntegrationResponse(...call.ids, membersOf(call, change))),
  delete: ({ gateway, ids }) => gateway.deleteIntegrationResponse(...ids),
};

const describe = (response: IntegrationResponse) =>
  shown(response, [
    ...(["integrationResponseId", "integrationResponseKey", "contentHandlingStrategy"] as const),
    ...(["responseTemplates", "templateSelectionExpression"] as const),
  ]);
