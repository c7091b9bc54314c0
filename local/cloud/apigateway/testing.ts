// One API with a stage, clients for it, and functions that are plain callbacks: what the gateway's tests share.
import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { connect as connectTcp, type Socket } from "node:net";
import { type ClientOptions, WebSocket } from "ws";
import type { Principal } from "../iam/iam.ts";
import { Logs } from "../logs/logs.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import type { AccountDependencies } from "./account.ts";
import { ApiGateway } from "./apigateway.ts";
import { TestClient } from "./client.testing.ts";
import type { IntegrationInput } from "./control-plane/integrations.ts";
import type { RouteInput } from "./control-plane/routes.ts";
import type { StageInput } from "./control-plane/stages.ts";
import type { Gateway } from "./data-plane/gateway.ts";
import type { IntegrationResponseInput } from "./data-plane/mapping/integration-response.ts";
import { AUTHORIZER, FakeLambda, type Handler } from "./fake-lambda.testing.ts";
import type { Limits } from "./limits.ts";

type TestIam = Gateway["iam"] & AccountDependencies["iam"];

const ROOT: Principal = { arn: "arn:aws:iam::000000000000:root", kind: "root" };

export const EVERYBODY_IS_ROOT: TestIam = {
  allows: () => true,
  assumeRole: () => ({ accessKeyId: "", secretAccessKey: "", principal: ROOT }),
  authenticate: () => ROOT,
  authorize: () => undefined,
  mayAssume: () => true,
};

/** What API Gateway writes logs as, where everybody is root. */
export const LOGS_ROLE = "arn:aws:iam::000000000000:role/logs";

export interface TestGatewayOptions {
  limits?: Partial<Limits>;
  /** Default: everybody is root, and API Gateway may write logs. */
  iam?: (context: TestContext) => TestIam;
  routeSelectionExpression?: string;
  /** Beyond `dev` with autoDeploy. */
  stage?: Partial<StageInput>;
}

export class TestGateway {
  readonly context: TestContext;
  readonly lambda: FakeLambda;
  readonly logs: Logs;
  readonly gateway: ApiGateway;
  readonly apiId: string;
  readonly host: string;

  private constructor(
    context: TestContext,
    gateway: ApiGateway,
    lambda: FakeLambda,
    logs: Logs,
    api: { apiId: string; apiEndpoint: string },
  ) {
    this.context = context;
    this.gateway = gateway;
    this.lambda = lambda;
    this.logs = logs;
    this.apiId = api.apiId;
    this.host = new URL(api.apiEndpoint).host;
  }

  static async start(options: TestGatewayOptions = {}) {
    const context = await createTestContext();
    const lambda = new FakeLambda();
    const iam = options.iam?.(context) ?? EVERYBODY_IS_ROOT;
    const logs = new Logs(context);
    const gateway = new ApiGateway(context, { lambda, iam, logs }, { limits: options.limits });
    if (!options.iam) gateway.account.updateCloudwatchRole(LOGS_ROLE);
    const api = await gateway.createApi({
      name: "chat",
      protocolType: "WEBSOCKET",
      routeSelectionExpression: options.routeSelectionExpression ?? "$request.body.action",
    });
    gateway.createStage(api.apiId, { stageName: "dev", autoDeploy: true, ...options.stage });
    return new TestGateway(context, gateway, lambda, logs, api);
  }

  /** Adds a route whose function is `handler`. */
  route(
    routeKey: string,
    handler: Handler = () => ({ statusCode: 200 }),
    route: Partial<RouteInput> & { timeoutInMillis?: number } = {},
  ) {
    this.lambda.handle(routeKey, handler);
    const { timeoutInMillis, ...input } = route;
    const { integrationId } = this.gateway.createIntegration(this.apiId, {
      integrationType: "AWS_PROXY",
      integrationUri: invokeArn(routeKey.replace("$", "")),
      timeoutInMillis,
    });
    return this.gateway.createRoute(this.apiId, {
      routeKey,
      target: `integrations/${integrationId}`,
      ...input,
    });
  }

  /** Adds a `$connect` route for which `handler` decides who may connect. */
  authorizer(handler: Handler, identitySource: string[] = []) {
    this.lambda.handle(AUTHORIZER, handler);
    const { authorizerId } = this.gateway.createAuthorizer(this.apiId, {
      name: "doorkeeper",
      authorizerType: "REQUEST",
      authorizerUri: invokeArn("doorkeeper"),
      identitySource,
    });
    const { routeId } = this.route("$connect", undefined, { authorizationType: "CUSTOM", authorizerId });
    return { authorizerId, routeId };
  }

  /** Adds a route that answers with what its function gives as body. */
  replyingRoute(
    routeKey: string,
    handler: Handler,
    route: Partial<RouteInput> & { timeoutInMillis?: number } = {},
  ) {
    const routeResponseSelectionExpression = "$default";
    const { routeId } = this.route(routeKey, handler, { routeResponseSelectionExpression, ...route });
    this.gateway.createRouteResponse(this.apiId, routeId, { routeResponseKey: "$default" });
  }

  /** Adds a route to any backend whose client hears of the answer. */
  integrate(
    routeKey: string,
    integration: IntegrationInput,
    responses: IntegrationResponseInput[] = [],
    route: Partial<RouteInput> = {},
  ) {
    const { integrationId } = this.gateway.createIntegration(this.apiId, integration);
    for (const response of responses) {
      this.gateway.createIntegrationResponse(this.apiId, integrationId, response);
    }
    const target = `integrations/${integrationId}`;
    const routeResponseSelectionExpression = "$default";
    const input = { routeKey, target, routeResponseSelectionExpression, ...route };
    const { routeId } = this.gateway.createRoute(this.apiId, input);
    this.gateway.createRouteResponse(this.apiId, routeId, { routeResponseKey: "$default" });
    return { integrationId, routeId };
  }

  client(path = "/dev", options: ClientOptions & { protocols?: string[] } = {}) {
    return new TestClient(new WebSocket(`ws://${this.host}${path}`, options.protocols ?? [], options));
  }

  /** A client whose upgrade has been accepted. */
  async connect(options: ClientOptions = {}) {
    const client = this.client("/dev", options);
    await client.opened;
    return client;
  }

  /** A bare TCP socket, for what no WebSocket client sends. */
  async tcp(): Promise<Socket> {
    const socket = connectTcp(Number(this.host.split(":")[1]), "localhost");
    await once(socket, "connect");
    return socket;
  }

  /** A request to the API's host. */
  async http(method: string, path: string, body: string | Buffer = "") {
    const request = httpRequest(`http://${this.host}`, { method, path });
    request.end(body);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
  }

  async stop() {
    await this.gateway.stop();
    await this.context.dispose();
  }
}

export const invokeArn = (functionName: string) =>
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" +
  `arn:aws:lambda:us-east-1:000000000000:function:${functionName}/invocations`;
