// Token buckets of a stage: one that its routes share, and one for each route with settings of its own.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html
import type { Clock } from "../../clock.ts";
import type { RouteSettings, StageInput } from "../control-plane/stages.ts";

/** What half a throttle is completed with: the account's quota, in requests per second and at once. */
const ACCOUNT_RATE = 10_000;
const ACCOUNT_BURST = 5_000;
const SECOND_MS = 1000;

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

function bucketOf(settings: RouteSettings | undefined, clock: Clock) {
  const { throttlingRateLimit: rate, throttlingBurstLimit: burst } = settings ?? {};
  if (rate === undefined && burst === undefined) return undefined;
  return new TokenBucket(rate ?? ACCOUNT_RATE, burst ?? ACCOUNT_BURST, clock);
}

class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  constructor(rate: number, burst: number, clock: Clock) {
    this.#rate = rate;
    this.#burst = burst;
    this.#clock = clock;
    // A rate of 0 refuses everything on AWS, whatever the burst: https://github.com/pulumi/pulumi-aws/issues/2363
    this.#tokens = rate > 0 ? burst : 0;
    this.#filledAt = clock.now();
  }

  take() {
    const now = this.#clock.now();
    const refilled = ((now - this.#filledAt) / SECOND_MS) * this.#rate;
    this.#tokens = Math.min(this.#burst, this.#tokens + refilled);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
