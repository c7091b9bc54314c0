// aws.apigatewayv2.Api: a WebSocket API on a port of its own.
import * as v from "valibot";
import { resourceType } from "../resource-type.ts";
import { oneOf, only, show, tags, text } from "../schema.ts";
import { regional } from "./regional.ts";

/** What @pulumi/aws sends when nothing is given: the expression of HTTP APIs, which AWS refuses for WebSocket APIs. */
const HTTP_SELECTION_EXPRESSION = "$request.method $request.path";

const httpOnly = "only HTTP APIs have it, and its APIs are WebSocket APIs";

export const api = resourceType({
  token: "aws:apigatewayv2/api:Api",
  applied: {
    name: v.optional(text(128)),
    protocolType: only("WEBSOCKET", "its APIs are WebSocket APIs"),
    routeSelectionExpression: v.optional(v.string(), HTTP_SELECTION_EXPRESSION),
    disableExecuteApiEndpoint: v.optional(v.boolean(), false),
    apiKeySelectionExpression: v.optional(
      oneOf(["$request.header.x-api-key", "$context.authorizer.usageIdentifierKey"]),
      "$request.header.x-api-key",
    ),
  },
  recorded: {
    ...regional,
    description: v.optional(text(1024)),
    ipAddressType: v.optional(oneOf(["ipv4", "dualstack"]), "ipv4"),
    version: v.optional(text(64)),
    tags,
  },
  refused: {
    body: "it does not read OpenAPI specifications",
    corsConfiguration: httpOnly,
    credentialsArn: httpOnly,
    failOnWarnings: httpOnly,
    routeKey: httpOnly,
    target: httpOnly,
  },
  rules: [
    {
      of: ["routeSelectionExpression", "protocolType"],
      refuse: ({ routeSelectionExpression: expression }) =>
        /\$\{?request\.body\.|\\\$default/.test(expression)
          ? undefined
          : `${show(expression)} selects no route of a WebSocket API; use an expression over the message, such as "$request.body.action"`,
    },
  ],
  name: { property: "name" },
  forcesNew: ["protocolType", "region"],
  computed: { stable: ["apiEndpoint", "arn", "executionArn"], changing: [] },
  async create({ apigateway }, { name = "", ...inputs }) {
    const { apiId, apiEndpoint, arn, executionArn } = await apigateway.createApi({ name, ...inputs });
    return { id: apiId, computed: { apiEndpoint, arn, executionArn } };
  },
  read({ apigateway }, { id }) {
    const { api } = apigateway.configurationOf(id);
    const { apiEndpoint, arn, executionArn } = api;
    return { inputs: api, computed: { apiEndpoint, arn, executionArn } };
  },
  update({ apigateway }, { id }, inputs) {
    // The gateway keeps what a patch leaves out, so an argument that is gone has to be sent as empty.
    apigateway.updateApi(id, { description: "", version: "", tags: {}, ...inputs });
    return {};
  },
  async delete({ apigateway }, { id }) {
    await apigateway.deleteApi(id);
  },
});
