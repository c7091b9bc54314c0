// What a `ServerlessSocket` can be told about its API: either how to make one, or which one is there.
import type * as aws from "@pulumi/aws";

export interface OwnApi {
  /** The socket makes an API. */
  api?: undefined;
  /**
   * Where in a message its route key is: `$request.body.{path}`, or several of them as `${request.body.{path}}` with
   * text between. https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
   *
   * @default "$request.body.action"
   * @example "$request.body.type"
   */
  routeSelectionExpression?: `${string}request.body.${string}`;
  /**
   * Whether the address that API Gateway gives is switched off, so that the domain is the only way in. Handlers send
   * through the domain then (`CALLBACK_URL` is `https://{name}/{mappingKey}`), by the same permission, which names API
   * and stage. Needs `domain`. Not yet run on AWS.
   *
   * @default false
   * @example true
   */
  disableExecuteApiEndpoint?: boolean;
  /**
   * Whether API and domain answer on IPv6 as well.
   *
   * @default "ipv4"
   * @example "dualstack"
   */
  ipAddressType?: "ipv4" | "dualstack";
}

/** What is the API's business is set where the API is made; the domain, if there is one, answers on IPv4. */
export interface ExistingApi {
  /**
   * A WebSocket API that is there, made elsewhere in the program or found by `aws.apigatewayv2.Api.get`. It gets this
   * socket's routes, integrations, authorizer and stage. An API has each route key, and each stage name, once. Its
   * stages serve all of its routes, those of others too, and all ask the one authorizer of `$connect`; but a function
   * of this socket may be called by this socket's stage alone, and what another stage wants of it is answered with an
   * internal error, 500 at the handshake, unless you add an `aws.lambda.Permission` for that stage. A deployment fails,
   * by name, if the API is no WebSocket API, does not look for the route in the message, or has its default endpoint
   * off while there is no `domain`.
   *
   * @example aws.apigatewayv2.Api.get("shared", "a1b2c3d4e5")
   */
  api: aws.apigatewayv2.Api;
  routeSelectionExpression?: undefined;
  disableExecuteApiEndpoint?: undefined;
  ipAddressType?: undefined;
  /**
   * API keys, which that API looks for where its `apiKeySelectionExpression` says.
   *
   * @default none: clients need no key
   * @example { names: ["partner"] }
   */
  apiKeys?: { from?: undefined };
  /**
   * Changes to the children, of which the API is none.
   *
   * @default none
   * @example { stage: { description: "…" } }
   */
  transform?: { api?: undefined };
}
