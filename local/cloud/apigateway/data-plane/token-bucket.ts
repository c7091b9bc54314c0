// A token bucket: so many requests at once, and so many more each second.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html
import type { Clock } from "../../clock.ts";

const SECOND_MS = 1000;

export class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  /**
   * @param rate requests per second; 0 refuses everything
   * @param burst requests at once
   */
  constructor(rate: number, burst: number, clock: Clock) {
    this.#rate = rate;
    this.#burst = burst;
    this.#clock = clock;
    // A rate of 0 refuses everything on AWS, whatever the burst: https://github.com/pulumi/pulumi-aws/issues/2363
    this.#tokens = rate > 0 ? burst : 0;
    this.#filledAt = clock.now();
  }

  /** Counts a request; false when it is to be refused. */
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
