// Integrations that are no Lambda proxy, and a route that looks at its messages before anybody else does.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { probe } from "./functions.ts";
import { WebSocketApi } from "./web-socket-api.ts";

const httpBackend = new pulumi.Config().require("httpBackend");

/** One template for every message. */
const always = (template: string) => ({
  requestTemplates: { $default: template },
  templateSelectionExpression: "\\$default",
});

const HEARD = `{"heard": "$input.path('$.text')"}`;

const mapping = new WebSocketApi("integrating");
mapping.permit("probe", probe);

/** A route of each type; what is mapped needs a response that says so. */
const integrations = {
  mock: { integrationType: "MOCK", ...always('{"statusCode": 200}') },
  aws: {
    integrationType: "AWS",
    integrationUri: probe.invokeArn,
    integrationMethod: "POST",
    ...always(HEARD),
  },
  http: {
    integrationType: "HTTP",
    integrationUri: httpBackend,
    integrationMethod: "POST",
    ...always(HEARD),
  },
  "http-proxy": { integrationType: "HTTP_PROXY", integrationUri: httpBackend, integrationMethod: "POST" },
};
for (const [key, args] of Object.entries(integrations)) {
  const integration = mapping.integration(key, args);
  mapping.replyingRoute(key, integration);
  if (key !== "http-proxy") mapping.integrationResponse(key, integration, responseOf(key));
}

const model = mapping.model("text", {
  $schema: "http://json-schema.org/draft-04/schema#",
  type: "object",
  required: ["text"],
  properties: { text: { type: "string" } },
});
mapping.replyingRoute("modelled", mapping.proxy("modelled", probe), {
  modelSelectionExpression: "\\$default",
  requestModels: { $default: model.name },
});

export const integrating = mapping.deployedStage("integrating");

function responseOf(key: string): Partial<aws.apigatewayv2.IntegrationResponseArgs> {
  if (key !== "mock") return {};
  return { responseTemplates: { $default: '{"mocked": true}' }, templateSelectionExpression: "\\$default" };
}
