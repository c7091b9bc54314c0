// One distribution at its own host: behaviour, viewer function, origin, headers policy, answer.
import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { checkPath } from "../front-door/check-path.ts";
import { compile, text } from "../iam/policy/pattern.ts";
import type { S3 } from "../s3/s3.ts";
import { acceptedEncodings, cacheKeyOf } from "./cache-key.ts";
import { type CachePolicy, cachePolicyOf, errorTimeToLive, timeToLive } from "./cache-policy.ts";
import type { CacheBehavior, DistributionConfig, ResponseHeadersPolicyConfig } from "./config.ts";
import { EdgeCache, type OriginAnswer } from "./edge-cache.ts";
import { applyHeadersPolicy } from "./headers-policy.ts";
import { answerFromObject, compress, revalidate, send, type Answer, unweakened } from "./respond.ts";
import { toViewerRequest, type ViewerRequest, type ViewerResponse } from "./viewer-event.ts";
import type { ViewerFunction } from "./viewer-function.ts";

/** What a distribution refers to by id or ARN. */
export interface References {
  viewerFunction(arn: string): ViewerFunction | undefined;
  headersPolicy(id: string): ResponseHeadersPolicyConfig | undefined;
  hasAccessControl(id: string): boolean;
}

/** Takes a request that the distribution would have sent to its origin, or leaves it. */
export type OriginOverride = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

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

  /** Answers one request and reports it as an event; never throws. */
  handle(request: IncomingMessage, response: ServerResponse) {
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
      const answer = this.#answer(request);
      const fromOrigin = () => send(response, answer, request.method);
      if (this.override && !answer.final) return this.override(request, response, fromOrigin);
      fromOrigin();
    } catch (error) {
      const { code, message, status } = toAwsError(error);
      send(response, textAnswer(status, `${code}: ${message}\n`), request.method);
    }
  }

  #answer(request: IncomingMessage): Answer & { final?: boolean } {
    if (!this.config.enabled) return textAnswer(403, "The distribution is disabled.\n");
    const behavior = this.#behavior(new URL(request.url ?? "/", "http://viewer").pathname);
    const refusal = refuse(request, behavior);
    if (refusal) return { ...refusal, final: true };
    const viewed = this.#view(toViewerRequest(request), behavior, request);
    if ("statusCode" in viewed) return { ...functionAnswer(viewed), final: true };
    const answer = this.#fromCache({ ...viewed, uri: this.#withRoot(viewed.uri) }, behavior);
    const policy = this.#references.headersPolicy(behavior.responseHeadersPolicyId ?? "");
    if (policy) applyHeadersPolicy(answer.headers, policy);
    answer.headers.via = "1.1 cloudfront.net (CloudFront)";
    return revalidate(answer, request);
  }

  #withRoot(uri: string) {
    return uri === "/" && this.config.defaultRootObject ? `/${this.config.defaultRootObject}` : uri;
  }

  #fromCache(viewed: ViewerRequest, behavior: CacheBehavior): Answer {
    const policy = cachePolicyOf(behavior);
    const encodings = behavior.compress ? acceptedEncodings(viewed.headers, policy.encodings) : [];
    return this.cache.answer(cacheKeyOf(viewed, policy), (etag) =>
      compress(this.#fromOrigin(viewed.uri, behavior, policy, etag), encodings),
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
  #fromOrigin(path: string, behavior: CacheBehavior, policy: CachePolicy, etag = ""): OriginAnswer {
    try {
      const object = this.#read(path, behavior);
      const answer = answerFromObject(object);
      const ttl = timeToLive(object.cacheControl, policy);
      if (unweakened(etag) !== object.etag) return { ...answer, ttl, isError: false };
      return { ...answer, status: 304, body: Buffer.alloc(0), ttl, isError: false };
    } catch (error) {
      return this.#errorAnswer(toAwsError(error), behavior);
    }
  }

  #errorAnswer(error: AwsError, behavior: CacheBehavior): OriginAnswer {
    const custom = this.config.customErrorResponses?.find(({ errorCode }) => errorCode === error.status);
    const kept = { ttl: errorTimeToLive(error.status, custom?.errorCachingMinTtl), isError: true };
    if (custom?.responsePagePath) {
      const page = this.#read(custom.responsePagePath, behavior);
      return { ...answerFromObject(page, custom.responseCode ?? error.status), ...kept };
    }
    return {
      status: custom?.responseCode ?? error.status,
      headers: { "content-type": "application/xml", server: "AmazonS3" },
      body: Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.code}</Code><Message>${error.message}</Message></Error>`,
      ),
      ...kept,
    };
  }

  #read(path: string, behavior: CacheBehavior) {
    const origin = this.config.origins.find(({ originId }) => originId === behavior.targetOriginId);
    const bucket = origin && bucketOf(origin.domainName);
    if (!origin || !bucket) {
      throw new AwsError(
        "BadGateway",
        `the origin ${behavior.targetOriginId} is no S3 bucket of this cloud`,
        502,
      );
    }
    const signs = this.#references.hasAccessControl(origin.originAccessControlId ?? "");
    const key = `${origin.originPath ?? ""}${path}`.replace(/^\//, "");
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

/** The checks of a cache behaviour that come before anything runs. */
function refuse(request: IncomingMessage, behavior: CacheBehavior): Answer | undefined {
  const secure = request.socket instanceof TLSSocket;
  if (!secure && behavior.viewerProtocolPolicy === "redirect-to-https") {
    const location = `https://${request.headers.host}${request.url}`;
    return { status: 301, headers: { location, server: "CloudFront" }, body: Buffer.alloc(0) };
  }
  if (!secure && behavior.viewerProtocolPolicy === "https-only") {
    return textAnswer(403, "This distribution answers HTTPS requests only.\n");
  }
  if (!behavior.allowedMethods.includes(request.method ?? "")) {
    return textAnswer(403, `This distribution is not configured to allow the method ${request.method}.\n`);
  }
  return undefined;
}

function functionAnswer({ statusCode, headers = {}, body = "" }: ViewerResponse): Answer {
  const data =
    typeof body === "string"
      ? Buffer.from(body)
      : Buffer.from(body.data, body.encoding === "text" ? "utf8" : "base64");
  const flat = Object.entries(headers).map(([name, { value }]) => [name, value]);
  return { status: statusCode, headers: Object.fromEntries(flat), body: data };
}

const textAnswer = (status: number, text: string): Answer => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8", server: "CloudFront" },
  body: Buffer.from(text),
});

/** `{bucket}.s3.{region}.{suffix}` and `{bucket}.s3.{suffix}` name a bucket; any other host is not ours. */
const bucketOf = (domainName: string) => /^(.+)\.s3[.-][\w.-]+$/.exec(domainName)?.[1];

/** `*` stands for any run of characters, `?` for one; a leading slash may be left out. */
function matchesPath(pattern: string, path: string) {
  const matches = compile(`/${pattern.replace(/^\//, "")}`, { variables: false }, text({ wildcards: true }));
  return matches(path, () => undefined);
}

const toAwsError = (error: unknown) =>
  error instanceof AwsError
    ? error
    : new AwsError("InternalError", error instanceof Error ? error.message : String(error), 500);
