// aws.apigatewayv2.Integration: the function behind a route.
import * as v from "valibot";
import { resourceType } from "../resource-type.ts";
import { integer, matching, only, show, text } from "../schema.ts";
import { regional } from "./regional.ts";

const noTemplates = "its integrations pass the message on as it is";

export const integration = resourceType({
  token: "aws:apigatewayv2/integration:Integration",
  applied: {
    apiId: v.string(),
    integrationType: only("AWS_PROXY", "its routes go to functions"),
    integrationUri: matching(
      /^arn:[a-z-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/arn:.+\/invocations$/,
      "give the invokeArn of a function",
    ),
    // AWS's own limits: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
    timeoutMilliseconds: v.optional(integer(50, 29_000, "milliseconds"), 29_000),
  },
  recorded: {
    ...regional,
    connectionType: v.optional(only("INTERNET", "it has no private networks"), "INTERNET"),
    description: v.optional(text(1024)),
    integrationMethod: v.optional(v.string()),
    passthroughBehavior: v.optional(
      v.picklist(["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]),
      "WHEN_NO_MATCH",
    ),
    payloadFormatVersion: v.optional(only("1.0", "WebSocket APIs have no other"), "1.0"),
  },
  refused: {
    connectionId: "it has no private networks",
    contentHandlingStrategy: noTemplates,
    credentialsArn: "the gateway calls functions by their resource policy; use aws.lambda.Permission",
    integrationSubtype: "only HTTP APIs have it",
    requestParameters: noTemplates,
    requestTemplates: noTemplates,
    responseParameters: "only HTTP APIs have it",
    templateSelectionExpression: noTemplates,
    tlsConfig: "it has no private networks",
  },
  rules: [
    {
      of: ["integrationMethod", "integrationType"],
      refuse: ({ integrationMethod: method }) =>
        method === undefined || method === "POST"
          ? undefined
          : `${show(method)} does not call a function; use "POST"`,
    },
  ],
  forcesNew: ["apiId", "connectionType", "integrationType", "region"],
  computed: { stable: ["integrationResponseSelectionExpression"], changing: [] },
  create({ apigateway }, { apiId, integrationType, integrationUri, integrationMethod, timeoutMilliseconds }) {
    const { integrationId } = apigateway.createIntegration(apiId, {
      ...{ integrationType, integrationUri, integrationMethod },
      timeoutInMillis: timeoutMilliseconds,
    });
    return {
      id: integrationId,
      computed: { integrationResponseSelectionExpression: "${integration.response.statuscode}" },
    };
  },
  update({ apigateway }, { id }, { apiId, integrationUri, integrationMethod, timeoutMilliseconds }) {
    const patch = { integrationUri, integrationMethod, timeoutInMillis: timeoutMilliseconds };
    apigateway.updateIntegration(apiId, id, patch);
    return {};
  },
  delete({ apigateway }, { id, inputs: { apiId } }) {
    apigateway.deleteIntegration(apiId, id);
  },
});
