// Sends one's own messages in order, one at a time: the next leaves when the fate of the one before is known.
import type { Clock, Timer } from "../connection/clock.ts";
import type { Connection, LineState } from "../connection/connection.ts";
import type { SendFrame } from "../../../protocol/client-frames.ts";
import type { ChatMessage } from "./chat-message.svelte.ts";

/** Milliseconds without a word on a message after which the line itself is asked: a dead one need not be waited for. */
export const DOUBT_AFTER = 10_000;

/**
 * Milliseconds after which no word can come: API Gateway ends an invocation after 29 seconds.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
export const GIVE_UP_AFTER = 30_000;

export class Outbox {
  readonly #connection: Connection;
  readonly #clock: Clock;
  #queue: ChatMessage[] = [];
  #underWay: { message: ChatMessage; wait: Timer } | undefined;

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    connection.onState((state) => this.#onState(state));
  }

  /** Sends `message` as soon as the line and those before it allow; again, under the same id, after a failure. */
  add(message: ChatMessage) {
    message.delivery = { kind: "pending" };
    this.#queue.push(message);
    this.#sendNext();
  }

  /** The server took the message, at its time `at`. */
  taken(message: ChatMessage, at: number) {
    message.at = at;
    this.#settle(message, { kind: "sent" });
  }

  /** The server did not take it, or nobody knows. */
  failed(message: ChatMessage, reason: string) {
    this.#settle(message, { kind: "failed", reason });
  }

  /** The server surely did not take the message under way, for a reason that passes: it leaves first on the next line. */
  postpone() {
    if (!this.#underWay) return;
    this.#queue.unshift(this.#underWay.message);
    this.#free();
  }

  /** The message whose fate is open, if any. */
  get underWay() {
    return this.#underWay?.message;
  }

  #onState({ kind }: LineState) {
    if (kind === "open") this.#sendNext();
    // A line that is only being asked may still bring the answer.
    else if (kind !== "checking" && this.#underWay) {
      this.failed(
        this.#underWay.message,
        "The connection dropped before the server confirmed it. It may have arrived all the same.",
      );
    }
  }

  #sendNext() {
    const [message] = this.#queue;
    if (!message || this.#underWay || this.#connection.state.kind !== "open") return;
    this.#queue.shift();
    const wait = this.#clock.after(DOUBT_AFTER, () => this.#doubt(message));
    this.#underWay = { message, wait };
    const { id, room, content } = message;
    this.#connection.send(JSON.stringify({ action: "send", room, id, message: content } satisfies SendFrame));
  }

  #doubt(message: ChatMessage) {
    const rest = GIVE_UP_AFTER - DOUBT_AFTER;
    const wait = this.#clock.after(rest, () =>
      this.failed(message, "The server did not confirm it in time. It may have arrived all the same."),
    );
    this.#underWay = { message, wait };
    this.#connection.check();
  }

  #settle(message: ChatMessage, delivery: ChatMessage["delivery"]) {
    // A late answer may find its message waiting to be sent again.
    this.#queue = this.#queue.filter((other) => other !== message);
    message.delivery = delivery;
    if (this.#underWay?.message === message) this.#free();
    this.#sendNext();
  }

  #free() {
    this.#underWay?.wait.cancel();
    this.#underWay = undefined;
  }
}
