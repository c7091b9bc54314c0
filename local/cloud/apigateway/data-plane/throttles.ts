// The throttles of a stage: one that its routes share, and one for each route with settings of its own.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html
import type { Clock } from "../../clock.ts";
import type { RouteSettings, StageInput } from "../control-plane/stages.ts";
import { AWS_LIMITS } from "../limits.ts";
import { TokenBucket } from "./token-bucket.ts";

export class Throttles {
  readonly #shared?: TokenBucket;
  readonly #own = new Map<string, TokenBucket>();

  constructor({ defaultRouteSettings, routeSettings }: StageInput, clock: Clock) {
    this.#shared = bucketOf(defaultRouteSettings, clock);
    for (const [routeKey, settings] of Object.entries(routeSettings ?? {})) {
      const bucket = bucketOf(settings, clock);
      if (bucket) this.#own.set(routeKey, bucket);
    }
  }

  /** Counts a request to the route; false when it is to be refused. */
  admits(routeKey: string) {
    const bucket = this.#own.get(routeKey) ?? this.#shared;
    return bucket ? bucket.take() : true;
  }
}

/** Half a throttle is completed with the account's quota. */
function bucketOf(settings: RouteSettings | undefined, clock: Clock) {
  const { throttlingRateLimit: rate, throttlingBurstLimit: burst } = settings ?? {};
  if (rate === undefined && burst === undefined) return undefined;
  const { requestsPerSecond, requestBurst } = AWS_LIMITS;
  return new TokenBucket(rate ?? requestsPerSecond, burst ?? requestBurst, clock);
}
