// aws.apigatewayv2.Authorizer: a function that decides who may connect.
import * as v from "valibot";
import { resourceType } from "../resource-type.ts";
import { matching, only, text } from "../schema.ts";
import { regional } from "./regional.ts";

const httpOnly = "only HTTP APIs have it, and its APIs are WebSocket APIs";

export const authorizer = resourceType({
  token: "aws:apigatewayv2/authorizer:Authorizer",
  applied: {
    apiId: v.string(),
    authorizerType: only("REQUEST", "WebSocket APIs have no other authorizers"),
    authorizerUri: matching(
      /^arn:[a-z-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/arn:.+\/invocations$/,
      "give the invokeArn of a function",
    ),
    identitySources: v.optional(
      v.array(
        matching(
          /^(route\.request\.(header|querystring)|stageVariables|context)\.[\w.-]+$/,
          "give route.request.header.{name}, route.request.querystring.{name}, stageVariables.{name} or context.{name}",
        ),
      ),
    ),
    name: v.optional(text(128)),
  },
  recorded: regional,
  refused: {
    authorizerCredentialsArn:
      "the gateway calls functions by their resource policy; use aws.lambda.Permission",
    authorizerPayloadFormatVersion: httpOnly,
    authorizerResultTtlInSeconds: httpOnly,
    enableSimpleResponses: httpOnly,
    jwtConfiguration: httpOnly,
  },
  name: { property: "name" },
  forcesNew: ["apiId", "region"],
  computed: { stable: [], changing: [] },
  create({ apigateway }, { apiId, ...inputs }) {
    const { authorizerId } = apigateway.createAuthorizer(apiId, settings(inputs));
    return { id: authorizerId, computed: {} };
  },
  update({ apigateway }, { id }, { apiId, ...inputs }) {
    apigateway.updateAuthorizer(apiId, id, settings(inputs));
    return {};
  },
  partOf: ["apiId"],
  read({ apigateway }, { id, inputs: { apiId = "" } }) {
    const found = apigateway.configurationOf(apiId).authorizers.get(id);
    const { authorizerType, authorizerUri, identitySource: identitySources, name } = found;
    return { inputs: { authorizerType, authorizerUri, identitySources, name } };
  },
  delete({ apigateway }, { id, inputs: { apiId } }) {
    apigateway.deleteAuthorizer(apiId, id);
  },
});

/** The gateway keeps what a patch leaves out, so no sources at all have to be said. */
const settings = ({
  name = "",
  identitySources = [],
  ...inputs
}: {
  name?: string;
  authorizerType: string;
  authorizerUri: string;
  identitySources?: string[];
}) => ({ ...inputs, name, identitySource: identitySources });
