// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
import * as v from "valibot";
import { type Integration, responseSelectionOf } from "../control-plane/integrations.ts";
import { shown } from "./answer.ts";
import { merged } from "./maps.ts";
import { httpOnly, integer, membersOf, notHere, text, textMap } from "./members.ts";
import type { Resource } from "./resource.ts";

const settings = v.object({
  integrationType: v.string(),
  connectionId: notHere("an integration in a private network"),
  connectionType: text,
  contentHandlingStrategy: text,
  credentialsArn: text,
  description: text,
  integrationMethod: text,
  integrationSubtype: httpOnly,
  integrationUri: text,
  passthroughBehavior: text,
  payloadFormatVersion: text,
  requestParameters: textMap,
  requestTemplates: textMap,
  responseParameters: httpOnly,
  templateSelectionExpression: text,
  timeoutInMillis: integer,
  tlsConfig: notHere("an integration in a private network"),
});
const change = v.partial(settings);

export const integrations: Resource = {
  list: ({ gateway, ids: [apiId] }) => gateway.configurationOf(apiId).integrations.all().map(describe),
  create: (call) => describe(call.gateway.createIntegration(call.ids[0], membersOf(call, settings))),
  get: ({ gateway, ids: [apiId, integrationId] }) =>
    describe(gateway.configurationOf(apiId).integrations.get(integrationId)),
  update(call) {
    const { gateway, ids } = call;
    const [apiId, integrationId] = ids;
    const before = gateway.configurationOf(apiId).integrations.get(integrationId);
    const patch = membersOf(call, change);
    const requestParameters = merged(before.requestParameters, patch.requestParameters);
    return describe(gateway.updateIntegration(apiId, integrationId, { ...patch, requestParameters }));
  },
  delete: ({ gateway, ids: [apiId, integrationId] }) => gateway.deleteIntegration(apiId, integrationId),
};

const describe = (integration: Integration) => ({
  connectionType: "INTERNET",
  passthroughBehavior: "WHEN_NO_MATCH",
  payloadFormatVersion: "1.0",
  integrationResponseSelectionExpression: responseSelectionOf(integration),
  ...shown(integration, [
    ...(["integrationId", "integrationType", "integrationUri", "integrationMethod", "description"] as const),
    ...(["connectionType", "contentHandlingStrategy", "passthroughBehavior"] as const),
    ...(["payloadFormatVersion", "requestParameters", "requestTemplates"] as const),
    ...(["templateSelectionExpression", "timeoutInMillis"] as const),
  ]),
});
