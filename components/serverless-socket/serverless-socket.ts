// The component for everything around an API Gateway WebSocket API.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { addressesOf } from "./addresses.ts";
import { allow } from "./allow.ts";
import { createApi, takeOver } from "./api.ts";
import { createApiKeys } from "./api-keys.ts";
import type { ConnectionVerb, ServerlessSocketArgs } from "./args.ts";
import { createAuthorization } from "./authorizer.ts";
import { createDomain } from "./domain.ts";
import { onConnections, onTickets } from "./grants.ts";
import { settleOn } from "./neighbours.ts";
import { planSocket } from "./plan-socket.ts";
import { createRoutes } from "./routes.ts";
import type { Scope } from "./scope.ts";
import { createStage } from "./stage.ts";
import { createTable } from "./table.ts";

/**
 * A WebSocket API with its functions, permissions, connection table and stage.
 *
 * Every function that is bundled here gets `TABLE_NAME` and `CALLBACK_URL` (the endpoint for the `@connections`
 * API) and may do what its routes ask for in `table` and `connections`, nothing more.
 *
 * @example
 * new ServerlessSocket("chat", { routes: { $default: "handlers/default.ts" } });
 *
 * @example
 * const socket = new ServerlessSocket("chat", {
 *   routes: {
 *     $connect: { handler: "handlers/connect.ts", table: ["PutItem"] },
 *     $disconnect: { handler: "handlers/disconnect.ts", table: ["DeleteItem"] },
 *     send: { handler: "handlers/send.ts", reply: true, table: ["Query"], connections: ["POST"] },
 *   },
 *   allowedOrigins: [site.url],
 * });
 * export const url = socket.url;
 */
export class ServerlessSocket extends pulumi.ComponentResource {
  /** What clients connect to: `wss://{host}/{stage}`, or `wss://{domain}/{mappingKey}/`. */
  readonly url: pulumi.Output<string>;
  /** Scheme and host of `url`, as a content security policy needs it. */
  readonly origin: pulumi.Output<string>;
  /**
   * Endpoint of the `@connections` API: `https://{host}/{stage}`, also where there is a domain, or
   * `https://{domain}/{mappingKey}` with `disableExecuteApiEndpoint` (not yet run on AWS).
   */
  readonly callbackUrl: pulumi.Output<string>;
  /** The connection table: hash key `pk`, range key `sk`, items expire at `exp` (epoch seconds). */
  readonly table: aws.dynamodb.Table;
  /** The API, also where it is made elsewhere. */
  readonly api: aws.apigatewayv2.Api;
  readonly stage: aws.apigatewayv2.Stage;
  /** The stage's name, known before the stage is there, which comes last. */
  readonly stageName: string;
  /** The domain of one's own, if there is one. */
  readonly domainName: aws.apigatewayv2.DomainName | undefined;
  /** The function behind each route key, but for routes that lead to an alias or to no function. */
  readonly functions: Record<string, aws.lambda.Function>;
  /** The alias behind each route key that leads to one. */
  readonly aliases: Record<string, aws.lambda.Alias>;
  /** The function that decides who may connect, if there is one. */
  readonly authorizer: aws.lambda.Function | undefined;
  /** The value of each API key by its name in `apiKeys.names`; they are secrets. */
  readonly apiKeys: Record<string, pulumi.Output<string>>;

  readonly #scope: Scope;

  /** @throws {InvalidArgsError} with every mistake in the arguments, handlers that cannot be bundled among them */
  constructor(name: string, args: ServerlessSocketArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planSocket(name, args);

    // Without `args`: the component's registration would wait for them, and its children for that, while
    // `allowedOrigins` may well come from a site that waits for this socket's URL.
    super("serverless-socket:index:ServerlessSocket", name, {}, opts);
    const { stageName, routes } = plan;
    const scope = { name, args, stageName, parent: this, granted: new Set<string>() };
    this.#scope = scope;
    this.stageName = stageName;

    this.api = args.api ?? createApi(scope);
    if (args.api) settleOn(args.api, { name, stageName, keys: routes.map(({ key }) => key) });
    const api = args.api ? takeOver(scope, routes, args.api) : this.api;
    const { origin, url, callbackUrl } = addressesOf(scope, api);
    this.origin = origin;
    this.url = url;
    this.callbackUrl = callbackUrl;
    this.table = createTable(scope);
    const authorization = createAuthorization(scope, plan.authorizer, api, this.table, plan.bundles);
    this.authorizer = authorization.authorizer;
    const context = { table: this.table, callbackUrl, authorization: authorization.route };
    const { functions, aliases, live } = createRoutes(scope, api, plan, context);
    this.functions = functions;
    this.aliases = aliases;
    this.stage = createStage(scope, api, routes, [...authorization.live, ...live]);
    this.apiKeys = createApiKeys(scope, api, this.stage);
    this.domainName = createDomain(scope, api, this.stage);
    this.registerOutputs({ url: this.url, callbackUrl: this.callbackUrl, tableName: this.table.name });
  }

  /**
   * Lets a function created elsewhere use the connections of this stage.
   *
   * @param fn the function; its role gets the policy
   * @param verbs POST sends, GET looks, DELETE closes
   * @param name the policy's name after the socket's own; each grant needs another
   * @throws {InvalidArgsError} without a verb, or when another grant has the name
   * @example socket.grant(worker, ["POST", "DELETE"]);
   */
  grant(fn: aws.lambda.Function, verbs: [ConnectionVerb, ...ConnectionVerb[]], name = "grant") {
    return allow(this.#scope, name, fn, onConnections(this.api, this.#scope.stageName, verbs));
  }

  /**
   * Lets a function created elsewhere make connect tickets with `mintTicket`, for an authorizer with `tickets`.
   *
   * @param fn the function; its role gets the policy
   * @param name the policy's name after the socket's own; each grant needs another
   * @throws {InvalidArgsError} when another grant has the name
   * @example socket.grantTickets(login);
   */
  grantTickets(fn: aws.lambda.Function, name = "tickets") {
    return allow(this.#scope, name, fn, onTickets(this.table, "PutItem"));
  }
}
