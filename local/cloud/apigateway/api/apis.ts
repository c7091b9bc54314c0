// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
import * as v from "valibot";
import type { Api } from "../control-plane/api.ts";
import { shown, timestamp } from "./answer.ts";
import { flag, httpOnly, membersOf, notHere, text, textMap } from "./members.ts";
import type { Resource } from "./resource.ts";

const changeable = {
  apiKeySelectionExpression: text,
  description: text,
  disableExecuteApiEndpoint: flag,
  ipAddressType: text,
  routeSelectionExpression: v.optional(v.string(), ""),
  version: text,
  ...{ corsConfiguration: httpOnly, credentialsArn: httpOnly, routeKey: httpOnly, target: httpOnly },
  disableSchemaValidation: notHere("an API whose deployments do not look at its models"),
};

const creation = v.object({ name: v.string(), protocolType: v.string(), tags: textMap, ...changeable });
const change = v.partial(v.object({ name: v.string(), ...changeable }));

export const apis: Resource = {
  list: ({ gateway }) => gateway.listApis().map(describe),
  create: async (call) => describe(await call.gateway.createApi(membersOf(call, creation))),
  get: ({ gateway, ids: [apiId] }) => describe(gateway.configurationOf(apiId).api),
  update: (call) => describe(call.gateway.updateApi(call.ids[0], membersOf(call, change))),
  delete: ({ gateway, ids: [apiId] }) => gateway.deleteApi(apiId),
};

const describe = (api: Api) => ({
  apiKeySelectionExpression: "$request.header.x-api-key",
  disableExecuteApiEndpoint: false,
  ipAddressType: "ipv4",
  tags: {},
  ...shown(api, [
    ...(["apiId", "apiEndpoint", "name", "protocolType", "routeSelectionExpression", "description"] as const),
    ...(["version", "tags", "disableExecuteApiEndpoint", "apiKeySelectionExpression"] as const),
    "ipAddressType",
  ]),
  createdDate: timestamp(api.createdDate),
});
