// Who may connect, as a caller of `ServerlessSocket` writes it.
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../environment.ts";
import type { TableAction } from "./args.ts";
import type { CredentialPlace } from "./authorizer/credentials.ts";

/**
 * - `"iam"`: clients sign the handshake with SigV4, and their policies have to allow `execute-api:Invoke` on
 *   `{stage.executionArn}/$connect`.
 * - `"tickets"`: clients show a ticket, a secret for one connect within 30 seconds, as sub-protocol `ticket.…` or as
 *   `?ticket=…`. A function of yours that knows its users, by a session's cookie or however else, makes them with
 *   `mintTicket`, and is let do so by `socket.grantTickets(fn)`.
 * - `{ handler }`: a function of your own decides.
 * - `{ issuer, audience }`: a packaged function verifies OpenID Connect tokens.
 *
 * Each is asked at `$connect` only. A connection that is open stays open, whatever happens to the token.
 */
export type Authorizer = "iam" | "tickets" | HandlerAuthorizer | OidcAuthorizer;

export interface HandlerAuthorizer {
  /**
   * Path of the TypeScript module that exports `handler`, relative to the program's folder, or an existing function.
   * It gets a REQUEST event and answers `{ principalId, policyDocument, context }` of at most 8 KB, which handlers
   * find in `requestContext.authorizer`, or throws `new Error("Unauthorized")` for 401. What it takes longer than 29
   * seconds for is 500. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
   *
   * @example "handlers/authorize.ts"
   */
  handler: string | aws.lambda.Function;
  /** Only the packaged function has one. */
  issuer?: undefined;
  /**
   * What a client has to send to be listened to: one that lacks any of them is answered 401 without a call. The
   * default is what a browser can send; of headers it can choose no other. `[]` asks the function every time.
   *
   * @default ["route.request.header.Sec-WebSocket-Protocol"]
   * @example ["route.request.querystring.ticket"]
   */
  identitySources?: IdentitySource[];
  /**
   * Seconds after which Lambda stops the function, whole, 1 to 29, for which API Gateway waits.
   *
   * @default 10
   * @example 5
   */
  timeout?: number;
  /**
   * Memory of the function in MB, 128 to 10240.
   *
   * @default 256
   * @example 512
   */
  memory?: number;
  /**
   * Environment variables besides `TABLE_NAME`, `ALLOWED_ORIGINS` and `REQUIRE_ORIGIN`, and those that Lambda sets
   * itself.
   *
   * @default none
   * @example { REALM: "staff" }
   */
  environment?: Environment<"TABLE_NAME" | "ALLOWED_ORIGINS" | "REQUIRE_ORIGIN">;
  /**
   * What the function may do with the connection table.
   *
   * @default nothing
   * @example ["GetItem"]
   */
  table?: TableAction[];
}

/** The form of WebSocket APIs, which is not that of HTTP APIs (`$request.header.x`). */
export type IdentitySource =
  | `route.request.header.${string}`
  | `route.request.querystring.${string}`
  | `stageVariables.${string}`
  | `context.${string}`;

/**
 * The client's token is good when the issuer signed it (RS, ES and EdDSA algorithms), and `iss`, `aud`, `exp`, `nbf`
 * and `sub` are right. Handlers find `sub` as `requestContext.authorizer.principalId`. Keys are fetched once per
 * execution environment, again after an hour, and when a token names a new one, at most every ten seconds if in vain.
 */
export interface OidcAuthorizer {
  /**
   * The issuer, letter by letter as in `iss`. Its metadata at `/.well-known/openid-configuration` says where its keys
   * are. https, but for an issuer on the loopback interface.
   *
   * @example "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI"
   */
  issuer: pulumi.Input<string>;
  /** The function is the packaged one. */
  handler?: undefined;
  /**
   * Whom tokens have to be for: one of these is among the token's `aud`. Without commas.
   *
   * @example "my-app"
   */
  audience: pulumi.Input<string> | pulumi.Input<string>[];
  /**
   * Where the issuer's keys are, for issuers without metadata.
   *
   * @default what the issuer's metadata says
   * @example "https://issuer.example/keys"
   */
  jwksUri?: pulumi.Input<string>;
  /**
   * Seconds by which the issuer's clock may differ from Lambda's, 0 to 300.
   *
   * @default 30
   * @example 60
   */
  clockSkew?: number;
  /**
   * Claims that handlers find in `requestContext.authorizer` besides `principalId`, as text; lists and objects as
   * JSON. API Gateway takes 8 KB in all.
   *
   * @default none
   * @example ["email", "groups"]
   */
  claims?: string[];
  /**
   * Where clients may put the token: `"sub-protocol"` is `new WebSocket(url, ["chat.v1", "bearer." + token])`, for
   * which `$connect` has to answer the other sub-protocol; `"query"` is `?token=…`, which ends up in logs; `"header"`
   * is `Authorization: Bearer …`, which no browser sends. With one place only, API Gateway itself answers 401 to
   * clients that leave it empty; with several the function is asked each time.
   *
   * @default ["sub-protocol"]
   * @example ["sub-protocol", "header"]
   */
  tokenFrom?: [CredentialPlace, ...CredentialPlace[]];
  /**
   * Whether a ticket will do in place of a token, as with the authorizer `"tickets"`; `?ticket=…` is looked at if
   * `tokenFrom` has `"query"`.
   *
   * @default false
   * @example true
   */
  tickets?: boolean;
}
