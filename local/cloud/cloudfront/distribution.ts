// One distribution at its own host: behaviour, viewer function, origin, headers policy, answer.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { checkPath } from "../front-door/check-path.ts";
import type { S3 } from "../s3/s3.ts";
import { matchesPath, refuse } from "./behavior.ts";
import { acceptedEncodings, cacheKeyOf } from "./cache-key.ts";
import { type CachePolicy, cachePolicyOf, errorTimeToLive, timeToLive } from "./cache-policy.ts";
import type { CacheBehavior, DistributionConfig, Origin, ResponseHeadersPolicyConfig } from "./config.ts";
import { askOrigin } from "./custom-origin.ts";
import { EdgeCache, type OriginAnswer } from "./edge-cache.ts";
import { forwardingOf } from "./forwarding.ts";
import { applyHeadersPolicy } from "./headers-policy.ts";
import { toOriginRequest, VIA } from "./origin-request.ts";
import {
  type Answer,
  answerFromObject,
  compress,
  errorAnswer,
  functionAnswer,
  revalidate,
  send,
  textAnswer,
  unweakened,
} from "./respond.ts";
import { toViewerRequest, type ViewerRequest, type ViewerResponse } from "./viewer-event.ts";
import type { ViewerFunction } from "./viewer-function.ts";
import { join } from "./websocket.ts";

/** What a distribution refers to by id or ARN. */
export interface References {
  viewerFunction(arn: string): ViewerFunction | undefined;
  headersPolicy(id: string): ResponseHeadersPolicyConfig | undefined;
  hasAccessControl(id: string): boolean;
}

/** Takes a request that the distribution would have sent to its origin, or leaves it. */
export type OriginOverride = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Who is to be answered; `head` is what came at once with a request for a WebSocket. */
interface Viewer {
  request: IncomingMessage;
  response: ServerResponse;
  head: Buffer;
}

/** What an origin is to be asked, and by which behaviour. */
interface Decided {
  behavior: CacheBehavior;
  /** As the viewer function returned it, where there is one. */
  viewed: ViewerRequest;
}

const MISS = "Miss from cloudfront";

/** The first status that is an error. */
const FIRST_ERROR = 400;

export class Distribution {
  readonly arn: string;
  config: DistributionConfig;
  override: OriginOverride | undefined;
  /** Stays through changes of the configuration, as on AWS. */
  readonly cache: EdgeCache;
  readonly #context: CloudContext;
  readonly #s3: S3;
  readonly #references: References;

  constructor(
    context: CloudContext,
    s3: S3,
    references: References,
    arn: string,
    config: DistributionConfig,
  ) {
    this.#context = context;
    this.#s3 = s3;
    this.#references = references;
    this.arn = arn;
    this.config = config;
    this.cache = new EdgeCache(context.clock);
  }

  /**
   * Answers one request and reports it as an event; never throws.
   * @param head of a request for a WebSocket, what came at once with it
   */
  async handle(request: IncomingMessage, response: ServerResponse, head: Buffer = Buffer.alloc(0)) {
    const started = performance.now();
    response.once("close", () =>
      this.#context.events.emit({
        kind: "request",
        at: this.#context.clock.now(),
        method: request.method ?? "",
        path: request.url ?? "",
        status: response.statusCode,
        ms: performance.now() - started,
        bytes: Number(response.getHeader("content-length") ?? 0),
      }),
    );
    try {
      await this.#handle({ request, response, head });
    } catch (error) {
      const { code, message, status } = toAwsError(error);
      send(response, textAnswer(status, `${code}: ${message}\n`), request.method);
    }
  }

  async #handle({ request, response, head }: Viewer) {
    const decided = this.#decide(request);
    if ("status" in decided) return send(response, decided, request.method);
    const origin = this.#origin(decided.behavior);
    if (origin.customOriginConfig) return this.#pass({ request, response, head }, decided, origin);
    const { behavior, viewed } = decided;
    const found = this.#fromCache({ ...viewed, uri: this.#withRoot(viewed.uri) }, behavior, origin);
    const answer = this.#dress(found, behavior, request);
    const fromOrigin = () => send(response, answer, request.method);
    if (this.override) return this.override(request, response, fromOrigin);
    fromOrigin();
  }

  /** An answer that no origin is asked for, or what it is to be asked. */
  #decide(request: IncomingMessage): Answer | Decided {
    if (!this.config.enabled) return textAnswer(403, "The distribution is disabled.\n");
    const behavior = this.#behavior(new URL(request.url ?? "/", "http://viewer").pathname);
    const refusal = refuse(request, behavior);
    if (refusal) return refusal;
    const viewed = this.#view(toViewerRequest(request), behavior, request);
    return "statusCode" in viewed ? functionAnswer(viewed) : { behavior, viewed };
  }

  /** Asks an origin that is no bucket, and lets it talk to the viewer when it changes to WebSocket frames. */
  async #pass({ request, response, head }: Viewer, { behavior, viewed }: Decided, origin: Origin) {
    const { clock, random } = this.#context;
    const changed = behavior.functionAssociations?.length ? viewed : undefined;
    const asked = toOriginRequest({ request, changed, origin, forwarding: forwardingOf(behavior) }, random);
    const answer = await askOrigin(origin, asked, request, this.#context);
    if ("socket" in answer) return join({ response, head }, answer, { "x-cache": MISS, via: VIA }, clock);
    const isError = answer.status >= FIRST_ERROR;
    const found = isError ? this.#errorAnswer(answer) : { ...answer, ttl: undefined, isError };
    const told = this.cache.answer(undefined, () => found);
    send(response, this.#dress(told, behavior, request), request.method);
  }

  /** With the distribution's own headers, and without a body that the viewer has already. */
  #dress(answer: Answer, behavior: CacheBehavior, request: IncomingMessage): Answer {
    const policy = this.#references.headersPolicy(behavior.responseHeadersPolicyId ?? "");
    if (policy) applyHeadersPolicy(answer.headers, policy);
    answer.headers.via = VIA;
    return revalidate(answer, request);
  }

  #withRoot(uri: string) {
    return uri === "/" && this.config.defaultRootObject ? `/${this.config.defaultRootObject}` : uri;
  }

  #fromCache(viewed: ViewerRequest, behavior: CacheBehavior, origin: Origin): Answer {
    const policy = cachePolicyOf(behavior);
    const encodings = behavior.compress ? acceptedEncodings(viewed.headers, policy.encodings) : [];
    return this.cache.answer(cacheKeyOf(viewed, policy), (etag) =>
      compress(this.#fromBucket(viewed.uri, origin, policy, etag), encodings),
    );
  }

  #behavior(path: string): CacheBehavior {
    const ordered = this.config.orderedCacheBehaviors ?? [];
    return (
      ordered.find(({ pathPattern }) => matchesPath(pathPattern, path)) ?? this.config.defaultCacheBehavior
    );
  }

  #view(
    viewed: ViewerRequest,
    behavior: CacheBehavior,
    request: IncomingMessage,
  ): ViewerRequest | ViewerResponse {
    const association = behavior.functionAssociations?.find(
      ({ eventType }) => eventType === "viewer-request",
    );
    if (!association) return viewed;
    const run = this.#references.viewerFunction(association.functionArn);
    if (!run)
      throw new AwsError("NoSuchFunctionExists", `no published function ${association.functionArn}`, 503);
    return run(viewed, request.socket.remoteAddress ?? "");
  }

  /** @param etag of the copy that is kept, weak if that is compressed */
  #fromBucket(path: string, origin: Origin, policy: CachePolicy, etag = ""): OriginAnswer {
    try {
      const object = this.#read(path, origin);
      const answer = answerFromObject(object);
      const ttl = timeToLive(object.cacheControl, policy);
      if (unweakened(etag) !== object.etag) return { ...answer, ttl, isError: false };
      return { ...answer, status: 304, body: Buffer.alloc(0), ttl, isError: false };
    } catch (error) {
      return this.#errorAnswer(errorAnswer(toAwsError(error)));
    }
  }

  /** What stands for an origin's error: the error itself, or a page from where the page's own path leads. */
  #errorAnswer(error: Answer): OriginAnswer {
    const custom = this.config.customErrorResponses?.find(({ errorCode }) => errorCode === error.status);
    const kept = { ttl: errorTimeToLive(error.status, custom?.errorCachingMinTtl), isError: true };
    if (!custom?.responsePagePath) return { ...error, ...kept };
    const page = this.#read(custom.responsePagePath, this.#origin(this.#behavior(custom.responsePagePath)));
    return { ...answerFromObject(page, custom.responseCode ?? error.status), ...kept };
  }

  #origin({ targetOriginId }: CacheBehavior): Origin {
    const origin = this.config.origins.find(({ originId }) => originId === targetOriginId);
    if (!origin) throw new AwsError("BadGateway", `there is no origin ${targetOriginId}`, 502);
    return origin;
  }

  #read(path: string, { originId, originPath = "", domainName, originAccessControlId = "" }: Origin) {
    const bucket = bucketOf(domainName);
    if (!bucket)
      throw new AwsError("BadGateway", `the origin ${originId} is no S3 bucket of this cloud`, 502);
    const signs = this.#references.hasAccessControl(originAccessControlId);
    const key = `${originPath}${path}`.replace(/^\//, "");
    checkPath(`/${bucket}/${key}`, "s3");
    return this.#s3.getObject(bucket, decodeURIComponent(key), {
      ...(signs && {
        service: "cloudfront.amazonaws.com",
        sourceArn: this.arn,
        sourceAccount: this.#context.accountId,
      }),
      // The origin is asked over TLS, whatever the viewer speaks.
      secureTransport: true,
    });
  }
}

/** `{bucket}.s3.{region}.{suffix}` and `{bucket}.s3.{suffix}` name a bucket; any other host is not ours. */
const bucketOf = (domainName: string) => /^(.+)\.s3[.-][\w.-]+$/.exec(domainName)?.[1];

const toAwsError = (error: unknown) =>
  error instanceof AwsError
    ? error
    : new AwsError("InternalError", error instanceof Error ? error.message : String(error), 500);
