// Deployments: what an API's routes were at one moment. Stages serve these, not the routes as they are now.
import type { Clock } from "../../clock.ts";
import type { Random } from "../../random.ts";
import { badRequest } from "../errors.ts";
import type { Backend } from "../data-plane/backends/backend.ts";
import type { Check } from "../data-plane/json-schema.ts";
import type { ResponseMapping } from "../data-plane/mapping/integration-response.ts";
import { compileSelection, type Selection } from "../data-plane/mapping/selection-expression.ts";
import { type Api, type KeySource, keySourceOf } from "./api.ts";
import type { Authorizer, Authorizers } from "./authorizers.ts";
import { createId, DEPLOYMENT_ID_LENGTH } from "./identifiers.ts";
import type { IntegrationResponses } from "./integration-responses.ts";
import type { Integrations } from "./integrations.ts";
import type { Models } from "./models.ts";
import { patched, Records } from "./records.ts";
import { compileCheck } from "./request-models.ts";
import type { RouteResponses } from "./route-responses.ts";
import { integrationIdOf, type Route, type Routes } from "./routes.ts";

/** A route as a deployment froze it. */
export interface DeployedRoute {
  routeKey: string;
  backend: Backend;
  /** Milliseconds that the backend has to answer. */
  timeoutMs: number;
  /** What becomes of the answers of an integration that is no proxy. */
  responses: ResponseMapping[];
  /** The request parameters that mappings may read. */
  declared: Set<string>;
  /** Those of them that a handshake must have. */
  required: string[];
  /** The integration's answer goes back to the client. */
  replies: boolean;
  /** Says what is wrong with a message; undefined when nothing is. */
  check: Check;
}

/** Who may connect, as a deployment froze it. */
type Authorization = { type: "NONE" } | { type: "AWS_IAM" } | { type: "CUSTOM"; authorizer: Authorizer };

export interface DeploymentInput {
  description?: string;
  /** The stage that serves it from now on; none of its own when left out. */
  stageName?: string;
}

export interface Deployment {
  deploymentId: string;
  description?: string;
  /** Milliseconds since the Unix epoch. */
  createdDate: number;
  /** Made by AWS for a stage with autoDeploy. */
  autoDeployed: boolean;
  select: Selection;
  authorization: Authorization;
  /** Where the API key is that a client needs; undefined when it needs none. */
  keySource: KeySource | undefined;
  routes: Map<string, DeployedRoute>;
}

export interface Deployable {
  api: Api;
  routes: Routes;
  routeResponses: RouteResponses;
  integrations: Integrations;
  integrationResponses: IntegrationResponses;
  authorizers: Authorizers;
  models: Models;
}

/** AWS gives no number; only what no program reaches. */
const MAX_DEPLOYMENTS = 1000;

export class Deployments {
  readonly #random: Random;
  readonly #clock: Clock;
  readonly #records = new Records<Deployment>("Deployment", MAX_DEPLOYMENTS);

  constructor(random: Random, clock: Clock) {
    this.#random = random;
    this.#clock = clock;
  }

  all() {
    return this.#records.all();
  }

  get(deploymentId: string) {
    return this.#records.get(deploymentId);
  }

  has(deploymentId: string) {
    return this.#records.has(deploymentId);
  }

  /** @throws AwsError BadRequestException when the API has no routes or one that leads nowhere */
  create(deployable: Deployable, input: { description?: string; autoDeployed?: boolean }): Deployment {
    if (deployable.routes.all().length === 0) {
      throw badRequest("At least one route is required before deploying the Api; create the routes first");
    }
    const deploymentId = createId(this.#random, DEPLOYMENT_ID_LENGTH);
    return this.#records.add(deploymentId, {
      deploymentId,
      description: input.description,
      createdDate: this.#clock.now(),
      autoDeployed: input.autoDeployed ?? false,
      select: compileSelection(deployable.api.routeSelectionExpression),
      authorization: authorizationOf(deployable),
      keySource: connectOf(deployable)?.apiKeyRequired ? keySourceOf(deployable.api) : undefined,
      routes: freeze(deployable),
    });
  }

  update(deploymentId: string, patch: Pick<DeploymentInput, "description">): Deployment {
    return this.#records.replace(deploymentId, patched<Deployment>(this.get(deploymentId), patch));
  }

  delete(deploymentId: string) {
    this.#records.delete(deploymentId);
  }

  /** Drops the automatic deployments that no stage serves any more. */
  dropStale(served: (string | undefined)[]) {
    for (const { deploymentId, autoDeployed } of this.#records.all()) {
      if (autoDeployed && !served.includes(deploymentId)) this.#records.delete(deploymentId);
    }
  }
}

const connectOf = ({ routes }: Deployable) => routes.all().find(({ routeKey }) => routeKey === "$connect");

function authorizationOf(deployable: Deployable): Authorization {
  const { authorizers } = deployable;
  const connect = connectOf(deployable);
  if (connect?.authorizationType === "AWS_IAM") return { type: "AWS_IAM" };
  return connect?.authorizerId
    ? { type: "CUSTOM", authorizer: authorizers.get(connect.authorizerId) }
    : { type: "NONE" };
}

function freeze({ routes, routeResponses, integrations, integrationResponses, models }: Deployable) {
  const deployed = new Map<string, DeployedRoute>();
  for (const route of routes.all()) {
    const integrationId = integrationIdOf(route);
    if (integrationId) {
      const { backend, timeoutInMillis } = integrations.get(integrationId);
      deployed.set(route.routeKey, {
        routeKey: route.routeKey,
        backend,
        timeoutMs: timeoutInMillis,
        responses: integrationResponses.of(integrationId).map(({ mapping }) => mapping),
        ...parametersOf(route),
        replies: Boolean(route.routeResponseSelectionExpression && routeResponses.of(route.routeId)),
        check: compileCheck(route, models),
      });
    } else if (route.routeKey !== "$connect") {
      // A connection needs no integration to be accepted; every other route is pointless without one.
      throw badRequest(`the route ${route.routeKey} has no integration target; set it to integrations/{id}`);
    }
  }
  return deployed;
}

function parametersOf({ requestParameters = {} }: Route) {
  const names = Object.keys(requestParameters);
  return { declared: new Set(names), required: names.filter((name) => requestParameters[name]?.required) };
}
