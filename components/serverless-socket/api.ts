// The API of the socket: its own, or one that is there and fits.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgsError } from "../errors.ts";
import { transform } from "../transform.ts";
import { KEY_OF_AUTHORIZER, misfitsOf } from "./api-problems.ts";
import type { PlannedRoute } from "./plan.ts";
import type { Scope } from "./scope.ts";

/** What the children need of an API, whoever made it. */
export type SocketApi = Pick<
  aws.apigatewayv2.Api,
  | "id"
  | "apiEndpoint"
  | "executionArn"
  | "routeSelectionExpression"
  | "apiKeySelectionExpression"
  | "disableExecuteApiEndpoint"
>;

const DEFAULT_SELECTION = "$request.body.action";

export function createApi({ name, args, parent }: Scope) {
  return new aws.apigatewayv2.Api(
    ...transform(
      args.transform?.api,
      name,
      {
        protocolType: "WEBSOCKET",
        // The provider's default is the one of HTTP APIs, with which no message finds its route.
        routeSelectionExpression: args.routeSelectionExpression ?? DEFAULT_SELECTION,
        ...(args.apiKeys?.from === "authorizer" && { apiKeySelectionExpression: KEY_OF_AUTHORIZER }),
        disableExecuteApiEndpoint: args.disableExecuteApiEndpoint,
        ipAddressType: args.ipAddressType,
        tags: args.tags,
      },
      { parent },
    ),
  );
}

/**
 * An API made elsewhere, with an id that fails the deployment where the API does not fit: what it is like is not known
 * before, and nothing of the socket that goes to an API is to go to that one.
 */
export function takeOver(
  { name, args }: Scope,
  routes: PlannedRoute[],
  api: aws.apigatewayv2.Api,
): SocketApi {
  const { protocolType, routeSelectionExpression, apiKeySelectionExpression, disableExecuteApiEndpoint } =
    api;
  const settings = {
    protocolType,
    routeSelectionExpression,
    apiKeySelectionExpression,
    disableExecuteApiEndpoint,
  };
  const fits = pulumi.output(settings).apply((found) => {
    const problems = misfitsOf(found, args, routes);
    if (problems.length > 0) throw new InvalidArgsError("ServerlessSocket", name, problems);
  });
  const id = pulumi.all([api.id, fits]).apply(([id]) => id);
  return { ...settings, id, apiEndpoint: api.apiEndpoint, executionArn: api.executionArn };
}
