// All that is configured for one API, and the rules that reach across its records.
import type { Clock } from "../../clock.ts";
import { AwsError } from "../../errors.ts";
import type { Random } from "../../random.ts";
import type { IntegrationResponseInput } from "../data-plane/mapping/integration-response.ts";
import { badRequest, conflict } from "../errors.ts";
import { type Api, type ApiInput, validateApi } from "./api.ts";
import { Authorizers } from "./authorizers.ts";
import { type DeploymentInput, Deployments } from "./deployments.ts";
import { IntegrationResponses } from "./integration-responses.ts";
import { Integrations } from "./integrations.ts";
import { LiveStages } from "./live-stages.ts";
import { Models } from "./models.ts";
import { patched } from "./records.ts";
import { type RouteResponseInput, RouteResponses } from "./route-responses.ts";
import { integrationIdOf, Routes } from "./routes.ts";
import { type StageInput, Stages } from "./stages.ts";

export class ApiConfiguration {
  readonly authorizers: Authorizers;
  readonly models: Models;
  readonly integrations: Integrations;
  readonly integrationResponses: IntegrationResponses;
  readonly routes: Routes;
  readonly routeResponses: RouteResponses;
  readonly deployments: Deployments;
  readonly stages = new Stages();
  readonly #clock: Clock;
  readonly #live: LiveStages;
  #api: Api;

  constructor(api: Api, { clock, random }: { clock: Clock; random: Random }) {
    this.#api = api;
    this.#clock = clock;
    this.integrations = new Integrations(random);
    this.integrationResponses = new IntegrationResponses(random);
    this.authorizers = new Authorizers(random);
    this.models = new Models(random);
    this.routes = new Routes(random, this);
    this.routeResponses = new RouteResponses(random);
    this.deployments = new Deployments(random, clock);
    this.#live = new LiveStages(clock);
  }

  get api() {
    return this.#api;
  }

  /** @throws AwsError BadRequestException */
  update(patch: Partial<ApiInput>) {
    const api = patched<Api>(this.#api, patch);
    validateApi(api);
    this.#api = api;
    return api;
  }

  /** @throws AwsError ConflictException while a route asks it */
  deleteAuthorizer(authorizerId: string) {
    const user = this.routes.all().find((route) => route.authorizerId === authorizerId);
    if (user) {
      throw conflict(
        `the authorizer ${authorizerId} is that of the route ${user.routeKey}; change that first`,
      );
    }
    this.authorizers.delete(authorizerId);
  }

  /** @throws AwsError ConflictException while a route checks its messages against it */
  deleteModel(modelId: string) {
    const { name } = this.models.get(modelId);
    const user = this.routes
      .all()
      .find(({ requestModels = {} }) => Object.values(requestModels).includes(name));
    if (user) {
      throw conflict(`the model ${name} is one of the route ${user.routeKey}; change that first`);
    }
    this.models.delete(modelId);
  }

  /** @throws AwsError ConflictException while a route leads to it */
  deleteIntegration(integrationId: string) {
    const user = this.routes.all().find((route) => integrationIdOf(route) === integrationId);
    if (user) {
      throw conflict(
        `the integration ${integrationId} is the target of the route ${user.routeKey}; delete that first`,
      );
    }
    this.integrations.delete(integrationId);
    for (const { integrationResponseId } of this.integrationResponses.of(integrationId)) {
      this.integrationResponses.delete(integrationId, integrationResponseId);
    }
  }

  createIntegrationResponse(integrationId: string, input: IntegrationResponseInput) {
    this.integrations.get(integrationId);
    return this.integrationResponses.create(integrationId, input);
  }

  deleteRoute(routeId: string) {
    this.routes.delete(routeId);
    const response = this.routeResponses.of(routeId);
    if (response) this.routeResponses.delete(routeId, response.routeResponseId);
  }

  createRouteResponse(routeId: string, input: RouteResponseInput) {
    this.routes.get(routeId);
    return this.routeResponses.create(routeId, input);
  }

  /** @throws AwsError BadRequestException when there is nothing to deploy, or its stage deploys by itself */
  createDeployment({ stageName, ...input }: DeploymentInput = {}) {
    if (stageName === undefined) return this.deployments.create(this, input);
    if (this.stages.get(stageName).autoDeploy) throw deploysByItself();
    const deployment = this.deployments.create(this, input);
    this.updateStage(stageName, { deploymentId: deployment.deploymentId });
    this.#refreshLive();
    return deployment;
  }

  /** @throws AwsError BadRequestException while a stage serves it */
  deleteDeployment(deploymentId: string) {
    const user = this.stages.all().find((stage) => stage.deploymentId === deploymentId);
    if (user) {
      throw badRequest(
        `Active stages pointing to this deployment must be moved or deleted; the stage ${user.stageName} serves it`,
      );
    }
    this.deployments.delete(deploymentId);
  }

  /** @throws AwsError BadRequestException, ConflictException, NotFoundException */
  createStage(input: StageInput) {
    this.#checkStage(input, input.autoDeploy);
    const { apiEndpoint, arn, executionArn } = this.#api;
    const stage = this.stages.create({
      ...input,
      arn: `${arn}/stages/${input.stageName}`,
      executionArn: `${executionArn}/${input.stageName}`,
      invokeUrl: `${apiEndpoint}/${input.stageName}`,
      createdDate: this.#clock.now(),
      lastUpdatedDate: this.#clock.now(),
    });
    this.#live.throttle(stage);
  }

  /** @throws AwsError BadRequestException, NotFoundException */
  updateStage(stageName: string, patch: Partial<StageInput>) {
    this.#checkStage(patch, patch.autoDeploy ?? this.stages.get(stageName).autoDeploy);
    const lastUpdatedDate = this.#clock.now();
    this.#live.throttle(this.stages.update(stageName, { ...patch, lastUpdatedDate }));
  }

  deleteStage(stageName: string) {
    this.stages.delete(stageName);
    this.#live.delete(stageName);
  }

  /** What a request to the stage meets; undefined when there is no such stage or nothing is deployed to it. */
  live(stageName: string) {
    return this.#live.get(stageName);
  }

  /**
   * Makes changes live where stages deploy by themselves. As on AWS a deployment that cannot be made (no routes yet)
   * does not fail the change: the stage goes on with what it served before.
   */
  deployChanges() {
    const stages = this.stages.all().filter(({ autoDeploy }) => autoDeploy);
    const deployment = stages.length > 0 ? this.#deployAutomatically() : undefined;
    if (deployment) {
      for (const { stageName } of stages)
        this.stages.update(stageName, {
          deploymentId: deployment.deploymentId,
          lastUpdatedDate: this.#clock.now(),
        });
      this.deployments.dropStale(this.stages.all().map(({ deploymentId }) => deploymentId));
    }
    this.#refreshLive();
  }

  #deployAutomatically() {
    try {
      return this.deployments.create(this, { autoDeployed: true });
    } catch (error) {
      if (error instanceof AwsError) return undefined;
      throw error;
    }
  }

  #refreshLive() {
    this.#live.refresh(this.stages.all(), this.deployments);
  }

  #checkStage({ deploymentId, routeSettings }: Partial<StageInput>, autoDeploy = false) {
    if (autoDeploy && deploymentId) throw deploysByItself();
    if (deploymentId && !this.deployments.has(deploymentId)) {
      throw badRequest(`Deployment id ${deploymentId} does not exist; create the deployment first`);
    }
    const keys = new Set(this.routes.all().map(({ routeKey }) => routeKey));
    for (const key of Object.keys(routeSettings ?? {})) {
      if (!keys.has(key)) {
        const message = `Unable to find Route by key ${key} within the provided RouteSettings`;
        throw new AwsError("NotFoundException", message, 404);
      }
    }
  }
}

const deploysByItself = () =>
  badRequest("deploymentId cannot be set on a stage with autoDeploy; give one of the two");
