// Routes: which integration a route key leads to.
import type { Random } from "../../random.ts";
import { badRequest, conflict, notSupported } from "../errors.ts";
import type { Authorizers } from "./authorizers.ts";
import { createId, RESOURCE_ID_LENGTH } from "./identifiers.ts";
import type { Integrations } from "./integrations.ts";
import type { Models } from "./models.ts";
import { patched, Records } from "./records.ts";
import { compileCheck } from "./request-models.ts";

export interface RouteInput {
  /** `$connect`, `$disconnect`, `$default`, or a key of your own that does not begin with `$`. */
  routeKey: string;
  /** `integrations/{integrationId}`. */
  target?: string;
  /** `NONE`; on `$connect` also `AWS_IAM` or `CUSTOM`, which names an authorizer. */
  authorizationType?: string;
  authorizerId?: string;
  /** `$default` lets the function answer, together with a route response. */
  routeResponseSelectionExpression?: string;
  /** Whether a client needs an API key; on `$connect` only. */
  apiKeyRequired?: boolean;
  /** Which of the models a message is checked against; without it none is. */
  modelSelectionExpression?: string;
  /** Names of models, by what the expression gives; `$default` for anything else. */
  requestModels?: Record<string, string>;
  /** By `route.request.header.{name}` or `route.request.querystring.{name}`: what mappings may read of a handshake. */
  requestParameters?: Record<string, { required?: boolean }>;
  operationName?: string;
}

export interface Route extends RouteInput {
  routeId: string;
}

/** Routes per API: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_ROUTES = 300;
const RESERVED_KEYS = ["$connect", "$disconnect", "$default"];
const AUTHORIZATION_TYPES = ["NONE", "AWS_IAM", "CUSTOM"];
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html */
const REQUEST_PARAMETER = /^route\.request\.(?:multivalue)?(?:header|querystring)\.[\w.$-]+$/;
const TARGET = /^integrations\/(.+)$/;

export class Routes {
  readonly #random: Random;
  readonly #integrations: Integrations;
  readonly #authorizers: Authorizers;
  readonly #models: Models;
  readonly #records = new Records<Route>("Route", MAX_ROUTES);

  constructor(
    random: Random,
    others: { integrations: Integrations; authorizers: Authorizers; models: Models },
  ) {
    this.#random = random;
    this.#integrations = others.integrations;
    this.#authorizers = others.authorizers;
    this.#models = others.models;
  }

  get(routeId: string) {
    return this.#records.get(routeId);
  }

  all() {
    return this.#records.all();
  }

  /** @throws AwsError BadRequestException, ConflictException, NotFoundException, NotImplementedException */
  create(input: RouteInput): Route {
    const route = { ...input, routeId: createId(this.#random, RESOURCE_ID_LENGTH) };
    this.#validate(route);
    return this.#records.add(route.routeId, route);
  }

  update(routeId: string, patch: Partial<RouteInput>): Route {
    const route = patched<Route>(this.get(routeId), patch);
    this.#validate(route);
    return this.#records.replace(routeId, route);
  }

  delete(routeId: string) {
    this.#records.delete(routeId);
  }

  #validate(route: Route) {
    const { routeKey } = route;
    if (!routeKey || (routeKey.startsWith("$") && !RESERVED_KEYS.includes(routeKey))) {
      throw badRequest(
        `the route key "${routeKey}" is not allowed; only ${RESERVED_KEYS.join(", ")} begin with a dollar sign`,
      );
    }
    if (this.all().some((other) => other.routeKey === routeKey && other.routeId !== route.routeId)) {
      throw conflict(`Route with key ${routeKey} already exists for this API`);
    }
    if (route.target) {
      const integrationId = integrationIdOf(route);
      if (!integrationId) {
        throw badRequest(
          `the target "${route.target}" of the route ${routeKey} is not of the form integrations/{integrationId}`,
        );
      }
      this.#integrations.get(integrationId);
    }
    const response = route.routeResponseSelectionExpression;
    if (response && response !== "$default") {
      throw badRequest(`the route response selection expression can only be $default, not ${response}`);
    }
    this.#validateAuthorization(route);
    this.#validateRequest(route);
    if (route.apiKeyRequired && routeKey !== "$connect") {
      throw notSupported(`an API key on the route ${routeKey}`, "AWS tells of $connect only: set it there");
    }
  }

  #validateAuthorization({ routeKey, authorizationType = "NONE", authorizerId }: Route) {
    if (!AUTHORIZATION_TYPES.includes(authorizationType)) {
      throw badRequest(
        `the authorization ${authorizationType} of the route ${routeKey} is none of a WebSocket API; ` +
          `use one of ${AUTHORIZATION_TYPES.join(", ")}`,
      );
    }
    if (authorizationType !== "NONE" && routeKey !== "$connect") {
      throw badRequest(
        `the route ${routeKey} cannot have the authorization ${authorizationType}: only $connect is authorized`,
      );
    }
    if (authorizationType === "CUSTOM") {
      if (!authorizerId) {
        throw badRequest(`the route ${routeKey} is CUSTOM and names no authorizer; set authorizerId`);
      }
      this.#authorizers.get(authorizerId);
    } else if (authorizerId) {
      throw badRequest(
        `the route ${routeKey} names an authorizer, but its authorization is ${authorizationType}; set it to CUSTOM`,
      );
    }
  }

  #validateRequest({
    routeKey,
    modelSelectionExpression,
    requestModels = {},
    requestParameters = {},
  }: Route) {
    compileCheck({ modelSelectionExpression, requestModels }, this.#models);
    for (const parameter of Object.keys(requestParameters)) {
      if (!REQUEST_PARAMETER.test(parameter)) {
        throw badRequest(
          `the request parameter ${parameter} of the route ${routeKey} is not of the form ` +
            "route.request.header.{name} or route.request.querystring.{name}",
        );
      }
      if (routeKey !== "$connect") {
        throw badRequest(
          `the route ${routeKey} has request parameters; only $connect has headers and a query`,
        );
      }
    }
  }
}

/** The integration that a route's target names. */
export function integrationIdOf(route: Route) {
  return TARGET.exec(route.target ?? "")?.[1];
}
