// One request of a client, from its arrival to its answer: the event stream, the access log and the metrics are
// told of it when it ends.
import type { LiveStage } from "../control-plane/live-stages.ts";
import { writeAccessLog } from "./access-log.ts";
import type { Outcome } from "./backends/backend.ts";
import type { Gateway } from "./gateway.ts";
import { reportRoute } from "./report.ts";
import type { Session } from "./session.ts";

export interface ExchangeInput {
  eventType: "CONNECT" | "MESSAGE" | "DISCONNECT";
  /** Key of the route that is taken; empty when none is. */
  route: string;
  requestId: string;
  messageId?: string;
  /** Of the message's body. */
  bytes?: number;
}

/** How the call of an integration went. */
export interface Integrated {
  latencyMs: number;
  /** What it answered with; undefined when it did not. */
  status?: number;
  /** Whether there was somebody to answer. */
  reached: boolean;
}

/** An exchange that has ended. */
export interface Ended extends ExchangeInput {
  startedAt: number;
  status: number;
  /** What the gateway said in place of an integration. */
  error?: string;
  integrated?: Integrated;
}

/** What the gateway says of an integration that was called and failed; its other statuses are of none called. */
const FAILED = 502;

export class Exchange {
  readonly #gateway: Gateway;
  readonly #live: LiveStage | undefined;
  readonly #session: Session;
  readonly #input: ExchangeInput;
  readonly #startedAt: number;
  #integrated?: Integrated;

  /** @param live undefined when the stage went before the client */
  constructor(gateway: Gateway, live: LiveStage | undefined, session: Session, input: ExchangeInput) {
    this.#gateway = gateway;
    this.#live = live;
    this.#session = session;
    this.#input = input;
    this.#startedAt = gateway.context.clock.now();
  }

  /** Milliseconds since the Unix epoch. */
  get startedAt() {
    return this.#startedAt;
  }

  /** Passes on what comes of calling the integration, and notes how it went. */
  async measure(call: Promise<Outcome>): Promise<Outcome> {
    const { clock } = this.#gateway.context;
    const calledAt = clock.now();
    const outcome = await call;
    const reached = !("message" in outcome) || outcome.status === FAILED;
    const latencyMs = clock.now() - calledAt;
    this.#integrated = { latencyMs, reached, ...(reached && { status: outcome.status }) };
    return outcome;
  }

  /** @param error what the gateway said in place of an integration */
  end(status: number, error?: string) {
    const { route, bytes = 0 } = this.#input;
    const startedAt = this.#startedAt;
    const ended = { ...this.#input, startedAt, status, error, integrated: this.#integrated };
    reportRoute(this.#gateway, this.#session, { route, status, startedAt, bytes });
    this.#gateway.metrics.count(this.#session, ended);
    if (this.#live) writeAccessLog(this.#gateway, this.#live.stage, this.#session, ended);
  }
}
