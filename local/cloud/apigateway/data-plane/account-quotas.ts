// What all APIs of the account share: connects, messages and callback calls draw on one bucket, connects on a
// second one as well.
import type { Clock } from "../../clock.ts";
import type { Limits } from "../limits.ts";
import { TokenBucket } from "./token-bucket.ts";

export class AccountQuotas {
  readonly #requests: TokenBucket;
  readonly #connects: TokenBucket;

  constructor({ requestsPerSecond, requestBurst, connectsPerSecond }: Limits, clock: Clock) {
    this.#requests = new TokenBucket(requestsPerSecond, requestBurst, clock);
    this.#connects = new TokenBucket(connectsPerSecond, connectsPerSecond, clock);
  }

  /** Counts a message or a callback call; false when it is to be refused. */
  admitsRequest() {
    return this.#requests.take();
  }

  /** Counts a connect; false when it is to be refused. */
  admitsConnect() {
    return this.#connects.take() && this.#requests.take();
  }
}
