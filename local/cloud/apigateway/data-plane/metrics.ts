// The metrics of stages, under the names by which CloudWatch has them.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
import type { Ended } from "./exchange.ts";
import type { Session } from "./session.ts";

export interface StageMetrics {
  /** Calls of the `$connect` integration. */
  ConnectCount: number;
  /** Messages from and to clients. */
  MessageCount: number;
  /** Answers of integrations with a status from 400 on. */
  IntegrationError: number;
  /** Requests that the gateway refused with a 4XX before any integration was called. */
  ClientError: number;
  /** Integrations that could not be called, or did not answer in time. */
  ExecutionError: number;
  /** Milliseconds that integrations took, one after the other. */
  IntegrationLatency: number;
}

type Stage = Pick<Session, "apiId" | "stage">;

export class Metrics {
  readonly #stages = new Map<string, StageMetrics>();

  /** Counts since the start of the cloud. */
  of({ apiId, stage }: Stage): StageMetrics {
    const key = `${apiId}/${stage}`;
    let metrics = this.#stages.get(key);
    if (!metrics) this.#stages.set(key, (metrics = none()));
    return metrics;
  }

  /** Counts what a client asked for. */
  count(stage: Stage, { eventType, status, integrated }: Ended) {
    const metrics = this.of(stage);
    if (eventType === "CONNECT" && integrated) metrics.ConnectCount += 1;
    if (eventType === "MESSAGE") metrics.MessageCount += 1;
    if (!integrated) {
      if (status >= 400 && status < 500) metrics.ClientError += 1;
      return;
    }
    metrics.IntegrationLatency += integrated.latencyMs;
    if (!integrated.reached) metrics.ExecutionError += 1;
    else if ((integrated.status ?? 0) >= 400) metrics.IntegrationError += 1;
  }

  /** Counts a message that a client was sent. */
  countSent(stage: Stage) {
    this.of(stage).MessageCount += 1;
  }
}

const none = (): StageMetrics => ({
  ConnectCount: 0,
  MessageCount: 0,
  IntegrationError: 0,
  ClientError: 0,
  ExecutionError: 0,
  IntegrationLatency: 0,
});
