import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import { API, AUTHORIZER, INTEGRATION } from "./types.ts";
import * as rules from "./websocket-integrations.ts";

const integration = (props: Record<string, unknown>) => [resource(INTEGRATION, props)];
const http = (integrationUri: string) => integration({ integrationType: "HTTP_PROXY", integrationUri });
const link = { integrationType: "HTTP", connectionType: "VPC_LINK", integrationUri: "http://backend" };

describeRule(rules.integrationUsesTls, {
  compliant: {
    "a backend over TLS": http("https://backend.example.com"),
    "a link into a VPC over TLS": integration({ ...link, tlsConfig: { serverNameToVerify: UNKNOWN } }),
    "a function": integration({ integrationType: "AWS_PROXY", integrationUri: UNKNOWN }),
    "an answer without a backend": integration({ integrationType: "MOCK" }),
  },
  violating: {
    "a backend in the clear": http("http://backend.example.com"),
    "a link into a VPC in the clear": integration(link),
  },
  unknown: { "an address that is not known": http(UNKNOWN) },
});

function authorizer(props: Record<string, unknown>, protocolType = "WEBSOCKET") {
  const api = resource(API, { protocolType });
  return [api, resource(AUTHORIZER, { authorizerType: "REQUEST", apiId: UNKNOWN, ...props }, { apiId: api })];
}

describeRule(rules.authorizerReadsHandshake, {
  compliant: {
    "a header": authorizer({ identitySources: ["route.request.header.Authorization"] }),
    "a query and the stage": authorizer({
      identitySources: ["route.request.querystring.token", "stageVariables.key", "context.stage"],
    }),
    "one that reads it all": authorizer({}),
    "that of an HTTP API": authorizer(
      { authorizerType: "JWT", identitySources: ["$request.header.Authorization"] },
      "HTTP",
    ),
  },
  violating: {
    "the expression of an HTTP API": authorizer({ identitySources: ["$request.header.Authorization"] }),
    "the second of two": authorizer({
      identitySources: ["route.request.header.Cookie", "method.request.header.Cookie"],
    }),
    "tokens checked by the gateway": authorizer({ authorizerType: "JWT" }),
    "an API from elsewhere": [
      resource(AUTHORIZER, {
        authorizerType: "REQUEST",
        apiId: "abc",
        identitySources: ["$request.header.A"],
      }),
    ],
  },
  unknown: { "sources that are not known": authorizer({ identitySources: UNKNOWN }) },
});
