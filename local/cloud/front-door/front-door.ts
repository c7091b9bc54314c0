// The AWS endpoint: takes every call of an AWS SDK, finds out who sent it, and hands it to the service that its
// credential scope names.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { readAuthorization } from "../iam/authorization.ts";
import type { Iam, SignedRequest } from "../iam/iam.ts";
import type { Lambda } from "../lambda/lambda.ts";
import { anonymousAuthorizer, authorizerFor } from "./authorize.ts";
import { checkPath } from "./check-path.ts";
import { errorResponse } from "./error-response.ts";
import { checkHost } from "./host-check.ts";
import { readBody } from "./read-body.ts";
import type { Service, ServiceResponse } from "./service.ts";

/**
 * SDKs keep connections open and a frozen function keeps them longer still: a server that closes first makes its
 * next call fail. Longer than any function's life between two calls.
 */
const KEEP_ALIVE_MS = 3_600_000;

/** As many bytes as make the 52 characters of AWS's request ids. */
const REQUEST_ID_BYTES = 26;

export class FrontDoor {
  /** `http://host:port`, what AWS_ENDPOINT_URL_* are set to. */
  readonly url: string;
  readonly #context: CloudContext;
  readonly #iam: Pick<Iam, "authenticate" | "authorize">;
  readonly #lambda: Pick<Lambda, "awake">;
  readonly #services: ReadonlyMap<string, Service>;
  readonly #server: Server;

  private constructor(
    context: CloudContext,
    iam: Pick<Iam, "authenticate" | "authorize">,
    lambda: Pick<Lambda, "awake">,
    services: Record<string, Service>,
    server: Server,
    port: number,
  ) {
    this.url = `http://${context.host}:${port}`;
    this.#context = context;
    this.#iam = iam;
    this.#lambda = lambda;
    this.#services = new Map(Object.entries(services));
    this.#server = server.on("request", (request, response) => void this.#serve(request, response));
  }

  /**
   * @param lambda says when a call that a function left behind may go on
   * @param services by the name they sign with, such as `dynamodb`
   * @throws PortBusyError
   */
  static async start(
    context: CloudContext,
    iam: Pick<Iam, "authenticate" | "authorize">,
    lambda: Pick<Lambda, "awake">,
    services: Record<string, Service>,
  ): Promise<FrontDoor> {
    // A function may be stopped in the middle of sending a request: no limit on how long that takes.
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0, noDelay: true });
    const port = await context.ports.listen(server, "AWS endpoint");
    return new FrontDoor(context, iam, lambda, services, server, port);
  }

  /** Ends every connection. */
  async stop() {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse) {
    const requestId = this.#context.random.bytes(REQUEST_ID_BYTES).toString("hex").toUpperCase();
    const { method = "", url = "", headers } = incoming;
    const request: SignedRequest = { method, url, headers, body: Buffer.alloc(0) };
    try {
      checkHost(headers, this.#context.host);
      request.body = await readBody(incoming);
      this.#answer(outgoing, requestId, await this.#dispatch(request, incoming.socket.remoteAddress));
    } catch (cause) {
      const error = toAwsError(cause);
      const service = this.#serviceOf(request);
      this.#report(request, service, error);
      if (error.status === 413) outgoing.setHeader("connection", "close");
      this.#answer(outgoing, requestId, errorResponse(error, service, requestId));
    }
  }

  async #dispatch(request: SignedRequest, sourceIp: string | undefined): Promise<ServiceResponse> {
    const name = this.#serviceOf(request) ?? "";
    const service = this.#services.get(name);
    if (service) checkPath(request.url, name);
    if (service?.handleAnonymous && isAnonymousRead(request)) {
      return service.handleAnonymous({
        ...request,
        authorize: anonymousAuthorizer(this.#context, request, sourceIp),
      });
    }
    const principal = this.#iam.authenticate(request, name);
    if (!service) throw unknownService(name, [...this.#services.keys()]);
    await this.#lambda.awake(principal);
    return service.handle({
      ...request,
      principal,
      authorize: authorizerFor(this.#iam, principal, request, sourceIp),
    });
  }

  /** As the credential scope names it. What anybody may read is the service's that takes such reads. */
  #serviceOf(request: SignedRequest): string | undefined {
    if (!isAnonymousRead(request)) return scopeOf(request);
    return [...this.#services].find(([, { handleAnonymous }]) => handleAnonymous)?.[0];
  }

  #answer(outgoing: ServerResponse, requestId: string, { status, headers, body }: ServiceResponse) {
    outgoing.writeHead(status, {
      "x-amzn-requestid": requestId,
      // SDKs set their clock by it.
      date: new Date(this.#context.clock.now()).toUTCString(),
      ...headers,
      "content-length": body.length,
    });
    outgoing.end(body);
  }

  #report(request: SignedRequest, service: string | undefined, { code, message, action, remedy }: AwsError) {
    this.#context.events.emit({
      kind: "refusal",
      at: this.#context.clock.now(),
      service: service ?? "unknown",
      action: action ?? actionOf(request),
      ...{ code, message, ...(remedy && { remedy }) },
    });
  }
}

function isAnonymousRead({ method, url, headers }: SignedRequest) {
  const isRead = method === "GET" || method === "HEAD";
  return isRead && headers.authorization === undefined && !url.includes("X-Amz-Algorithm=");
}

function scopeOf(request: SignedRequest): string | undefined {
  try {
    return readAuthorization(request)?.service;
  } catch {
    return undefined;
  }
}

/** Each protocol says it elsewhere: in a header, in the form, by method and path. */
function actionOf({ headers, method, url, body }: SignedRequest) {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.slice(target.indexOf(".") + 1);
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  return (isForm && new URLSearchParams(body.toString()).get("Action")) || `${method} ${url}`;
}

function toAwsError(cause: unknown) {
  if (cause instanceof AwsError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new AwsError("InternalServerError", `The local service failed: ${message}`, 500);
}

const unknownService = (name: string, known: string[]) =>
  new AwsError(
    "UnknownService",
    `The local cloud has no service '${name}' behind this endpoint; it has: ${known.join(", ")}. ` +
      `Point the client elsewhere by its 'endpoint' setting.`,
    501,
  );
