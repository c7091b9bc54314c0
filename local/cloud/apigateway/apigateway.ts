// API Gateway v2 for WebSocket APIs: each API is configured here and served on a port of its own.
import type { CloudContext } from "../context.ts";
import { Account, type AccountDependencies } from "./account.ts";
import { type ApiInput, validateApi } from "./control-plane/api.ts";
import { ApiConfiguration } from "./control-plane/api-configuration.ts";
import type { AuthorizerInput } from "./control-plane/authorizers.ts";
import type { DeploymentInput } from "./control-plane/deployments.ts";
import { ApiKeys } from "./control-plane/api-keys.ts";
import { API_ID_LENGTH, createId } from "./control-plane/identifiers.ts";
import type { IntegrationInput } from "./control-plane/integrations.ts";
import type { ModelInput } from "./control-plane/models.ts";
import type { RouteResponseInput } from "./control-plane/route-responses.ts";
import type { RouteInput } from "./control-plane/routes.ts";
import type { StageInput } from "./control-plane/stages.ts";
import { UsagePlans } from "./control-plane/usage-plans.ts";
import { AccountQuotas } from "./data-plane/account-quotas.ts";
import { ApiHost } from "./data-plane/api-host.ts";
import type { Gateway } from "./data-plane/gateway.ts";
import { Metrics, type StageMetrics } from "./data-plane/metrics.ts";
import type { IntegrationResponseInput } from "./data-plane/mapping/integration-response.ts";
import { notFound } from "./errors.ts";
import { AWS_LIMITS, type Limits } from "./limits.ts";

export class ApiGateway {
  readonly account: Account;
  readonly apiKeys: ApiKeys;
  readonly usagePlans: UsagePlans;
  readonly #gateway: Gateway;
  readonly #hosts = new Map<string, ApiHost>();

  /** @param options.limits in place of AWS's own */
  constructor(
    context: CloudContext,
    { lambda, ...account }: Pick<Gateway, "lambda" | "iam"> & AccountDependencies,
    options: { limits?: Partial<Limits> } = {},
  ) {
    const limits = { ...AWS_LIMITS, ...options.limits };
    const quotas = new AccountQuotas(limits, context.clock);
    this.account = new Account(context, account, limits);
    const { iam } = account;
    this.apiKeys = new ApiKeys(context);
    this.usagePlans = new UsagePlans(
      context,
      this.apiKeys,
      ({ apiId, stage }) => this.#hosts.get(apiId)?.configuration.stages.has(stage) ?? false,
    );
    const shared = { account: this.account, usagePlans: this.usagePlans };
    this.#gateway = { context, lambda, iam, ...shared, limits, quotas, metrics: new Metrics() };
  }

  /** Opens a port for the API. @throws AwsError BadRequestException, PortBusyError */
  async createApi(input: ApiInput) {
    validateApi(input);
    const { context } = this.#gateway;
    const { accountId, clock, partition, random, region } = context;
    const apiId = createId(random, API_ID_LENGTH);
    const host = await ApiHost.open(this.#gateway, input.name, (domainName) => {
      const api = {
        ...input,
        apiId,
        apiEndpoint: `ws://${domainName}`,
        arn: `arn:${partition}:apigateway:${region}::/apis/${apiId}`,
        executionArn: `arn:${partition}:execute-api:${region}:${accountId}:${apiId}`,
        createdDate: clock.now(),
      };
      return new ApiConfiguration(api, context);
    });
    this.#hosts.set(apiId, host);
    return host.configuration.api;
  }

  updateApi(apiId: string, patch: Partial<ApiInput>) {
    return this.#change(apiId, (configuration) => configuration.update(patch));
  }

  /** Closes the port and every connection. */
  async deleteApi(apiId: string) {
    const host = this.#host(apiId);
    this.#hosts.delete(apiId);
    await host.close();
  }

  /** In order of creation. */
  listApis() {
    return [...this.#hosts.values()].map(({ configuration }) => configuration.api);
  }

  /** `host:port` of each API, in order of creation. */
  hosts(): string[] {
    return this.listApis().map(({ apiEndpoint }) => new URL(apiEndpoint).host);
  }

  /** All that is configured for the API, to be looked at. @throws AwsError NotFoundException */
  configurationOf(apiId: string): Readonly<ApiConfiguration> {
    return this.#host(apiId).configuration;
  }

  createAuthorizer(apiId: string, input: AuthorizerInput) {
    return this.#change(apiId, ({ authorizers }) => authorizers.create(input));
  }

  updateAuthorizer(apiId: string, authorizerId: string, patch: Partial<AuthorizerInput>) {
    return this.#change(apiId, ({ authorizers }) => authorizers.update(authorizerId, patch));
  }

  deleteAuthorizer(apiId: string, authorizerId: string) {
    this.#change(apiId, (configuration) => configuration.deleteAuthorizer(authorizerId));
  }

  createModel(apiId: string, input: ModelInput) {
    return this.#change(apiId, ({ models }) => models.create(input));
  }

  updateModel(apiId: string, modelId: string, patch: Partial<ModelInput>) {
    return this.#change(apiId, ({ models }) => models.update(modelId, patch));
  }

  deleteModel(apiId: string, modelId: string) {
    this.#change(apiId, (configuration) => configuration.deleteModel(modelId));
  }

  createIntegration(apiId: string, input: IntegrationInput) {
    return this.#change(apiId, ({ integrations }) => integrations.create(input));
  }

  updateIntegration(apiId: string, integrationId: string, patch: Partial<IntegrationInput>) {
    return this.#change(apiId, ({ integrations }) => integrations.update(integrationId, patch));
  }

  deleteIntegration(apiId: string, integrationId: string) {
    this.#change(apiId, (configuration) => configuration.deleteIntegration(integrationId));
  }

  createIntegrationResponse(apiId: string, integrationId: string, input: IntegrationResponseInput) {
    return this.#change(apiId, (configuration) =>
      configuration.createIntegrationResponse(integrationId, input),
    );
  }

  updateIntegrationResponse(
    apiId: string,
    integrationId: string,
    integrationResponseId: string,
    patch: Partial<IntegrationResponseInput>,
  ) {
    return this.#change(apiId, ({ integrationResponses }) =>
      integrationResponses.update(integrationId, integrationResponseId, patch),
    );
  }

  deleteIntegrationResponse(apiId: string, integrationId: string, integrationResponseId: string) {
    this.#change(apiId, ({ integrationResponses }) =>
      integrationResponses.delete(integrationId, integrationResponseId),
    );
  }

  createRoute(apiId: string, input: RouteInput) {
    return this.#change(apiId, ({ routes }) => routes.create(input));
  }

  updateRoute(apiId: string, routeId: string, patch: Partial<RouteInput>) {
    return this.#change(apiId, ({ routes }) => routes.update(routeId, patch));
  }

  deleteRoute(apiId: string, routeId: string) {
    this.#change(apiId, (configuration) => configuration.deleteRoute(routeId));
  }

  createRouteResponse(apiId: string, routeId: string, input: RouteResponseInput) {
    return this.#change(apiId, (configuration) => configuration.createRouteResponse(routeId, input));
  }

  updateRouteResponse(
    apiId: string,
    routeId: string,
    routeResponseId: string,
    patch: Partial<RouteResponseInput>,
  ) {
    return this.#change(apiId, ({ routeResponses }) =>
      routeResponses.update(routeId, routeResponseId, patch),
    );
  }

  deleteRouteResponse(apiId: string, routeId: string, routeResponseId: string) {
    this.#change(apiId, ({ routeResponses }) => routeResponses.delete(routeId, routeResponseId));
  }

  /** Freezes the routes as they are; a stage serves them once its `deploymentId` says so. */
  createDeployment(apiId: string, input: DeploymentInput = {}) {
    return this.#host(apiId).configuration.createDeployment(input);
  }

  updateDeployment(apiId: string, deploymentId: string, patch: Pick<DeploymentInput, "description">) {
    return this.#host(apiId).configuration.deployments.update(deploymentId, patch);
  }

  deleteDeployment(apiId: string, deploymentId: string) {
    this.#host(apiId).configuration.deleteDeployment(deploymentId);
  }

  createStage(apiId: string, input: StageInput) {
    this.#change(apiId, (configuration) => {
      this.account.checkLogging(input);
      configuration.createStage(input);
    });
    return this.#host(apiId).configuration.stages.get(input.stageName);
  }

  updateStage(apiId: string, stageName: string, patch: Partial<StageInput>) {
    this.#change(apiId, (configuration) => {
      this.account.checkLogging(patch);
      configuration.updateStage(stageName, patch);
    });
    return this.#host(apiId).configuration.stages.get(stageName);
  }

  /** Closes the stage's connections as well. */
  deleteStage(apiId: string, stageName: string) {
    const host = this.#host(apiId);
    host.configuration.deleteStage(stageName);
    host.closeStage(stageName);
  }

  /** The open connections of all APIs; `connectedAt` in milliseconds since the Unix epoch. */
  connections() {
    return [...this.#hosts.values()].flatMap((host) => host.sessions());
  }

  /** What CloudWatch would have counted of a stage since the start. @throws AwsError NotFoundException */
  metrics(apiId: string, stageName: string): Readonly<StageMetrics> {
    this.#host(apiId).configuration.stages.get(stageName);
    return this.#gateway.metrics.of({ apiId, stage: stageName });
  }

  /** Closes every port and every connection. */
  async stop() {
    await Promise.all([...this.#hosts.keys()].map((apiId) => this.deleteApi(apiId)));
  }

  /** Makes a change, live at once on the stages that deploy by themselves. */
  #change<T>(apiId: string, change: (configuration: ApiConfiguration) => T) {
    const { configuration } = this.#host(apiId);
    const result = change(configuration);
    configuration.deployChanges();
    return result;
  }

  #host(apiId: string) {
    const host = this.#hosts.get(apiId);
    if (!host) throw notFound("API", apiId);
    return host;
  }
}
