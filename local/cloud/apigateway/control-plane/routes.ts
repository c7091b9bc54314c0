// Routes: which integration a route key leads to.
import type { Random } from "../../random.ts";
import { badRequest, conflict, notSupported } from "../errors.ts";
import type { Authorizers } from "./authorizers.ts";
import { createId, RESOURCE_ID_LENGTH } from "./identifiers.ts";
import type { Integrations } from "./integrations.ts";
import { patched, Records } from "./records.ts";

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
  apiKeyRequired?: boolean;
  modelSelectionExpression?: string;
  requestModels?: Record<string, string>;
  requestParameters?: Record<string, unknown>;
  operationName?: string;
}

export interface Route extends RouteInput {
  routeId: string;
}

/** Routes per API: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_ROUTES = 300;
const RESERVED_KEYS = ["$connect", "$disconnect", "$default"];
const AUTHORIZATION_TYPES = ["NONE", "AWS_IAM", "CUSTOM"];
const TARGET = /^integrations\/(.+)$/;

export class Routes {
  readonly #random: Random;
  readonly #integrations: Integrations;
  readonly #authorizers: Authorizers;
  readonly #records = new Records<Route>("Route", MAX_ROUTES);

  constructor(random: Random, integrations: Integrations, authorizers: Authorizers) {
    this.#random = random;
    this.#integrations = integrations;
    this.#authorizers = authorizers;
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
    refuseUnsupported(route);
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
}

function refuseUnsupported(route: Route) {
  if (route.apiKeyRequired) {
    throw notSupported(`an API key on the route ${route.routeKey}`, "set apiKeyRequired to false");
  }
  const models = Object.keys(route.requestModels ?? {}).length > 0 || route.modelSelectionExpression;
  if (models || Object.keys(route.requestParameters ?? {}).length > 0) {
    throw notSupported(
      `request validation on the route ${route.routeKey}`,
      "check the message in the function",
    );
  }
}

/** The integration that a route's target names. */
export function integrationIdOf(route: Route) {
  return TARGET.exec(route.target ?? "")?.[1];
}
