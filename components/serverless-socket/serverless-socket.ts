// The component for everything around an API Gateway WebSocket API.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type NamedHandler, bundleAll } from "../bundle.ts";
import { InvalidArgsError, type Problem } from "../errors.ts";
import { addressesOf } from "./addresses.ts";
import { createApi, takeOver } from "./api.ts";
import { createApiKeys } from "./api-keys.ts";
import type { ConnectionVerb, ServerlessSocketArgs } from "./args.ts";
import { createAuthorization } from "./authorizer.ts";
import { createBackend } from "./backends.ts";
import { createDomain } from "./domain.ts";
import { allow, createFunction } from "./functions.ts";
import { createIntegration, createPermission, createRoute } from "./gateway.ts";
import { onConnections, onTable, onTickets } from "./grants.ts";
import { settleOn } from "./neighbours.ts";
import { type PlannedAuthorizer, planAuthorizer } from "./plan-authorizer.ts";
import { type PlannedFunction, planFunctions, planRoutes } from "./plan.ts";
import { findProblems } from "./problems.ts";
import type { Scope } from "./scope.ts";
import { createStage } from "./stage.ts";
import { createTable } from "./table.ts";
import { unknownProblems } from "./unknown-problems.ts";

const DEFAULT_STAGE_NAME = "live";

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

  /**
   * @throws {InvalidArgsError} with every mistake in the arguments, handlers that do not compile among them
   */
  constructor(name: string, args: ServerlessSocketArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(name, unknownProblems(args));
    const stageName = args.stageName ?? DEFAULT_STAGE_NAME;
    const routes = planRoutes(args);
    const planned = planFunctions(routes);
    const authorizer = planAuthorizer(args);
    const { bundles, problems: faults } = bundleAll(handlersOf(planned, authorizer));
    refuse(name, [...findProblems(name, args, stageName, routes, planned), ...faults]);

    // Without `args`: the component's registration would wait for them, and its children for that, while
    // `allowedOrigins` may well come from a site that waits for this socket's URL.
    super("serverless-socket:index:ServerlessSocket", name, {}, opts);
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
    const authorization = createAuthorization(scope, authorizer, api, this.table, bundles);

    this.authorizer = authorization.authorizer;
    this.functions = {};
    this.aliases = {};
    const live: pulumi.Resource[] = [...authorization.live];
    for (const plan of planned) {
      const fn = createFunction(scope, plan, {
        bundles,
        statements: [...onTable(this.table, plan.table), ...onConnections(api, stageName, plan.connections)],
        tableName: this.table.name,
        callbackUrl: this.callbackUrl,
      });
      const integration = createIntegration(scope, api, plan, fn);
      live.push(integration);
      for (const route of plan.routes) {
        if (aws.lambda.Alias.isInstance(fn)) this.aliases[route.key] = fn;
        else this.functions[route.key] = fn;
        live.push(createPermission(scope, api, route, fn));
        live.push(...createRoute(scope, api, route, integration, authorization.route));
      }
    }
    for (const route of routes.filter(({ settings }) => settings.handler === undefined)) {
      const [integration, ...answers] = createBackend(scope, api, route);
      live.push(integration, ...answers);
      live.push(...createRoute(scope, api, route, integration, authorization.route));
    }
    this.stage = createStage(scope, api, routes, live);
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

/** @throws {InvalidArgsError} where there is a problem */
function refuse(name: string, problems: Problem[]) {
  if (problems.length > 0) throw new InvalidArgsError("ServerlessSocket", name, problems);
}

/** What is bundled, by the arguments that name it. */
function handlersOf(functions: PlannedFunction[], authorizer: PlannedAuthorizer): NamedHandler[] {
  const handlers = functions.map(({ handler, routes }) => ({
    argument: `routes[${JSON.stringify(routes[0].key)}].handler`,
    file: handler,
  }));
  const all =
    authorizer.type === "CUSTOM"
      ? [...handlers, { argument: "authorizer.handler", file: authorizer.handler }]
      : handlers;
  return all.filter((handler): handler is NamedHandler => typeof handler.file === "string");
}
