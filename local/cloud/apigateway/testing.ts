// One API with a stage, clients for it, and functions that are plain callbacks: what the gateway's tests share.
import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { connect as connectTcp, type Socket } from "node:net";
import { type ClientOptions, WebSocket } from "ws";
import { AwsError } from "../errors.ts";
import type { Principal } from "../iam/iam.ts";
import type { Invocation } from "../lambda/lambda.ts";
import { Logs } from "../logs/logs.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import type { AccountDependencies } from "./account.ts";
import { ApiGateway } from "./apigateway.ts";
import type { IntegrationInput } from "./control-plane/integrations.ts";
import type { RouteInput } from "./control-plane/routes.ts";
import type { StageInput } from "./control-plane/stages.ts";
import type { Gateway } from "./data-plane/gateway.ts";
import type { IntegrationResponseInput } from "./data-plane/mapping/integration-response.ts";
import type { Limits } from "./limits.ts";

/** A parsed event; tests look at it as loosely as a handler would. */
interface TestEvent {
  [key: string]: unknown;
  requestContext: { [key: string]: unknown; routeKey: string; connectionId: string };
  body?: string;
}

/** Gives what the function returns; a thrown AwsError is the invocation refused, any other error the function's. */
type Handler = (event: TestEvent) => unknown;

type TestIam = Gateway["iam"] & AccountDependencies["iam"];

interface Invoked {
  event: TestEvent;
  payload: string;
  invocation: Invocation;
}

/** The name under which the authorizer's calls are handled and recorded. */
export const AUTHORIZER = "authorizer";

/** Functions by the route key they are for, and the record of their calls. */
export class FakeLambda {
  readonly #handlers = new Map<string, Handler>();
  readonly #waiting = new Map<string, Queue<Invoked>>();

  handle(routeKey: string, handler: Handler) {
    this.#handlers.set(routeKey, handler);
  }

  /** The next call of the function for the route, whether it has begun or is yet to come. */
  called(routeKey: string) {
    return this.#queue(routeKey).next();
  }

  /** Calls so far that no one has asked for. */
  pending(routeKey: string) {
    return this.#queue(routeKey).size;
  }

  async invoke(invocation: Invocation) {
    const { payload } = invocation;
    const event = JSON.parse(payload) as TestEvent;
    const routeKey = event.type === "REQUEST" ? AUTHORIZER : event.requestContext.routeKey;
    this.#queue(routeKey).push({ event, payload, invocation });
    try {
      const returned = (await this.#handlers.get(routeKey)?.(event)) ?? null;
      return { kind: "returned" as const, payload: JSON.stringify(returned) };
    } catch (error) {
      if (error instanceof AwsError) throw error;
      const errorMessage = error instanceof Error ? error.message : String(error);
      return { kind: "failed" as const, errorType: "Error", errorMessage };
    }
  }

  /** No function here is ever frozen. */
  awake() {
    return undefined;
  }

  #queue(routeKey: string) {
    let queue = this.#waiting.get(routeKey);
    if (!queue) this.#waiting.set(routeKey, (queue = new Queue()));
    return queue;
  }
}

/** Hands out what is pushed, in order, to those who wait. */
export class Queue<T> {
  readonly #items: T[] = [];
  readonly #waiters: ((item: T) => void)[] = [];

  get size() {
    return this.#items.length;
  }

  push(item: T) {
    const waiter = this.#waiters.shift();
    if (waiter) waiter(item);
    else this.#items.push(item);
  }

  next(): Promise<T> {
    const [item] = this.#items.splice(0, 1);
    return item === undefined ? new Promise((resolve) => this.#waiters.push(resolve)) : Promise.resolve(item);
  }
}

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

export class TestClient {
  readonly ws: WebSocket;
  readonly #frames = new Queue<{ data: string; isBinary: boolean }>();
  /** Rejects when the upgrade is refused. */
  readonly opened: Promise<void>;
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Status, headers and body of a refused upgrade. */
  readonly refused: Promise<{ status?: number; body: string }>;

  constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on("message", (data, isBinary) => this.#frames.push({ data: String(data), isBinary }));
    ws.on("error", () => undefined);
    this.opened = new Promise((resolve, reject) => {
      ws.once("open", resolve);
      ws.once("error", reject);
    });
    this.opened.catch(() => undefined);
    this.closed = new Promise((resolve) => {
      ws.once("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.refused = new Promise((resolve) => {
      ws.once("unexpected-response", async (request, response) => {
        let body = "";
        for await (const chunk of response) body += String(chunk);
        request.destroy();
        resolve({ status: response.statusCode, body });
      });
    });
  }

  send(data: unknown) {
    this.ws.send(typeof data === "string" || Buffer.isBuffer(data) ? data : JSON.stringify(data));
  }

  async frame() {
    return (await this.#frames.next()).data;
  }

  nextFrame() {
    return this.#frames.next();
  }
}

export const invokeArn = (functionName: string) =>
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" +
  `arn:aws:lambda:us-east-1:000000000000:function:${functionName}/invocations`;

/** The head of a handshake, for clients that do what `ws` would not. */
export const upgradeRequest = (host: string, headers: string[] = []) =>
  [
    "GET /dev HTTP/1.1",
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ...headers,
    "",
    "",
  ].join("\r\n");

/** A text frame, masked with zeros. Up to 64 KB. */
export function textFrame(text: string) {
  const size = Buffer.byteLength(text);
  const length = size < 126 ? [0x80 | size] : [0x80 | 126, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), Buffer.from(text)]);
}
