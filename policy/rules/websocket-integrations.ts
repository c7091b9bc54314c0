// Rules for what stands behind and before the routes of WebSocket APIs: backends, and authorizers.
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { allOf, isOfHttpApi, judgeEach } from "./stack.ts";
import { AUTHORIZER, INTEGRATION } from "./types.ts";

interface Integration {
  integrationType: string;
  integrationUri: string;
  connectionType: string;
  tlsConfig: unknown;
}

export const integrationUsesTls: ResourceValidationPolicy = {
  name: "websocket-integration-tls",
  description: "A backend over HTTP is asked by TLS, in a VPC as well: what clients write goes there.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-10",
  remediationSteps: "Begin integrationUri with https://, or set tlsConfig where connectionType is VPC_LINK.",
  validateResource: ofType<Integration>(INTEGRATION, (props, report) => {
    if (!props.integrationType?.startsWith("HTTP")) return;
    // Looked for, not read: the address of something new is unknown in a preview.
    if ("tlsConfig" in props) return;
    if (props.connectionType === "VPC_LINK") report("it has no tlsConfig for its VPC link");
    else if (props.integrationUri?.startsWith("http:")) report(`it asks ${props.integrationUri}`);
  }),
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html */
const IDENTITY_SOURCE = /^(route\.request\.(header|querystring)|context|stageVariables)\./;

export const authorizerReadsHandshake: StackValidationPolicy = {
  name: "websocket-authorizer-identity",
  description:
    "The authorizer of a WebSocket API finds who connects in the handshake. The expressions of HTTP APIs find nothing, and every handshake is refused.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html",
  remediationSteps:
    "Set authorizerType to REQUEST, and identitySources to route.request.header.NAME or route.request.querystring.NAME.",
  validateStack({ resources }, report) {
    judgeEach(allOf(resources, AUTHORIZER), (authorizer) => {
      if (isOfHttpApi(authorizer)) return;
      const { authorizerType, identitySources = [] } = authorizer.props;
      if (authorizerType !== "REQUEST")
        report(`${authorizer.name} is of the type ${authorizerType}`, authorizer.urn);
      for (const source of identitySources as string[]) {
        if (!IDENTITY_SOURCE.test(source)) report(`${authorizer.name} looks for ${source}`, authorizer.urn);
      }
    });
  },
};
