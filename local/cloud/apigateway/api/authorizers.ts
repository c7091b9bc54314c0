// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
import * as v from "valibot";
import type { Authorizer } from "../control-plane/authorizers.ts";
import { shown } from "./answer.ts";
import { httpOnly, membersOf, text } from "./members.ts";
import type { Resource } from "./resource.ts";

const settings = v.object({
  name: v.string(),
  authorizerType: v.string(),
  authorizerCredentialsArn: text,
  authorizerPayloadFormatVersion: httpOnly,
  authorizerResultTtlInSeconds: httpOnly,
  authorizerUri: text,
  enableSimpleResponses: httpOnly,
  identitySource: v.optional(v.array(v.string())),
  jwtConfiguration: httpOnly,
});
const change = v.partial(settings);

export const authorizers: Resource = {
  list: ({ gateway, ids: [apiId] }) => gateway.configurationOf(apiId).authorizers.all().map(describe),
  create: (call) => describe(call.gateway.createAuthorizer(call.ids[0], membersOf(call, settings))),
  get: ({ gateway, ids: [apiId, authorizerId] }) =>
    describe(gateway.configurationOf(apiId).authorizers.get(authorizerId)),
  update(call) {
    const [apiId, authorizerId] = call.ids;
    return describe(call.gateway.updateAuthorizer(apiId, authorizerId, membersOf(call, change)));
  },
  delete: ({ gateway, ids: [apiId, authorizerId] }) => gateway.deleteAuthorizer(apiId, authorizerId),
};

const describe = (authorizer: Authorizer) => ({
  identitySource: [],
  ...shown(authorizer, ["authorizerId", "authorizerType", "authorizerUri", "identitySource", "name"]),
});
