// One line to the server that mends itself. It knows when to connect, ask for a sign of life, wait and give
// up; what the frames mean is for its listeners.
import { backoffDelay } from "./backoff.ts";
import type { Clock, Timer } from "./clock.ts";
import { RefusedError } from "./errors.ts";

/** Milliseconds for one attempt to open. A cold start behind `$connect` takes seconds, a lost packet never answers. */
export const ATTEMPT_TIMEOUT = 10_000;

/** Milliseconds for any frame after a question. Longer than a cold start, shorter than a user's patience. */
export const ANSWER_TIMEOUT = 10_000;

/** Milliseconds without traffic before a sign of life is sent: API Gateway closes a line that is idle for 10 minutes. */
export const KEEP_ALIVE = 9 * 60_000;

/** Milliseconds a line must have answered for before its end counts as a first failure: one that drops at once keeps backing off. */
export const STABLE_AFTER = 5_000;

/** A policy violation, and the codes an application gives its own meaning: the server does not want this client back. */
const isRefusal = (code: number) => code === 1008 || (code >= 4000 && code <= 4999);

/** Where the line is. Frames can be sent in `open` only; in `checking` the socket is open but has not answered yet. */
export type LineState =
  | { kind: "idle" | "connecting" | "checking" | "open" | "waiting" | "closed" }
  | { kind: "refused"; reason: string };

/** The part of a browser's WebSocket that is used here. */
export interface Socket {
  addEventListener(type: "open", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { code: number; reason: string }) => void): void;
  send(data: string): void;
  close(): void;
}

export interface ConnectionOptions {
  /** The address, asked for before each attempt. Rejecting with a RefusedError ends the attempts, any other error is retried. */
  url: () => Promise<string>;
  /** A frame that every server answers: the first one on a new line, and the question whether it still holds. */
  question: string;
  /** Opens a socket, as `new WebSocket` does; a throw is a refusal. */
  openSocket: (url: string) => Socket;
  clock: Clock;
  /** A number in [0, 1), as Math.random gives. */
  random: () => number;
}

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #stateListeners = new Set<(state: LineState) => void>();
  readonly #frameListeners = new Set<(frame: string) => void>();
  #state: LineState = { kind: "idle" };
  /** Each state waits for at most one thing; leaving the state stops the wait. */
  #wait: Timer | undefined;
  /** Identity of the attempt under way: what belongs to an older one arrives late and is ignored. */
  #attempt: object | undefined;
  #socket: Socket | undefined;
  /** When this line first answered: one that opens and never speaks is a failure like one that never opens. */
  #answeredAt = Infinity;
  #failures = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get state() {
    return this.#state;
  }

  /** Connects now: at the start, instead of a wait, or after a refusal. Does nothing while a line is there or on its way. */
  connect() {
    if (["idle", "waiting", "refused"].includes(this.#state.kind)) void this.#try();
  }

  /** Takes a hint that the world changed (on-line again, tab visible): asks an open line, and cuts a wait short. */
  check() {
    if (this.#state.kind === "open") this.#ask();
    else if (this.#state.kind === "waiting") this.connect();
  }

  /** Gives up a line that is there, because the other end said that it is of no use, and comes back on a new one. */
  renew() {
    if (this.#state.kind === "open" || this.#state.kind === "checking") this.#lost();
  }

  /** Sends a frame and says whether it was handed to an open line; `false` means that it never left. */
  send(frame: string) {
    if (this.#state.kind !== "open" || !this.#socket) return false;
    this.#socket.send(frame);
    this.#keepOpen();
    return true;
  }

  /** Ends the line for good. Idempotent. */
  close() {
    this.#hangUp();
    this.#enter({ kind: "closed" });
  }

  /** Calls `listener` after each change of state; returns what ends that. */
  onState(listener: (state: LineState) => void) {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }

  /** Calls `listener` with each text frame; returns what ends that. */
  onFrame(listener: (frame: string) => void) {
    this.#frameListeners.add(listener);
    return () => void this.#frameListeners.delete(listener);
  }

  async #try() {
    const attempt = {};
    this.#attempt = attempt;
    this.#enter({ kind: "connecting" }, ATTEMPT_TIMEOUT, () => this.#lost());
    try {
      const url = await this.#options.url();
      if (this.#attempt === attempt) this.#open(url);
    } catch (error) {
      if (this.#attempt !== attempt) return;
      if (error instanceof RefusedError) this.#refused(error.message);
      else this.#lost();
    }
  }

  #open(url: string) {
    const socket = this.#openSocket(url);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      if (this.#socket === socket) this.#ask();
    });
    socket.addEventListener("message", ({ data }) => {
      if (this.#socket !== socket || typeof data !== "string") return;
      this.#answeredAt = Math.min(this.#answeredAt, this.#options.clock.now());
      for (const listener of this.#frameListeners) listener(data);
      // A listener may have given up the line for what the frame says.
      if (this.#socket === socket) this.#keepOpen();
    });
    socket.addEventListener("close", ({ code, reason }) => {
      if (this.#socket !== socket) return;
      if (isRefusal(code)) this.#refused(reason || `The server closed the line with code ${code}.`);
      else this.#lost();
    });
  }

  #openSocket(url: string) {
    try {
      return this.#options.openSocket(url);
    } catch (cause) {
      throw new RefusedError(`${url} is no address for a WebSocket from this page.`, { cause });
    }
  }

  #ask() {
    this.#enter({ kind: "checking" }, ANSWER_TIMEOUT, () => this.#lost());
    this.#socket?.send(this.#options.question);
  }

  #keepOpen() {
    this.#enter({ kind: "open" }, KEEP_ALIVE, () => this.#ask());
  }

  #lost() {
    const { clock, random } = this.#options;
    if (clock.now() - this.#answeredAt >= STABLE_AFTER) this.#failures = 0;
    this.#hangUp();
    this.#enter({ kind: "waiting" }, backoffDelay(this.#failures++, random), () => this.connect());
  }

  #refused(reason: string) {
    this.#hangUp();
    this.#enter({ kind: "refused", reason });
  }

  #hangUp() {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#attempt = undefined;
    this.#answeredAt = Infinity;
    socket?.close();
  }

  #enter(state: LineState, ms?: number, then: () => void = () => {}) {
    this.#wait?.cancel();
    this.#wait = ms === undefined ? undefined : this.#options.clock.after(ms, then);
    const changed = state.kind !== this.#state.kind;
    this.#state = state;
    if (changed) for (const listener of this.#stateListeners) listener(state);
  }
}
