// One open socket: what may pass through it, for how long, and why it ended.
import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import type { Clock, Timer } from "../../clock.ts";
import { AwsError } from "../../errors.ts";
import { idleTimer } from "../../idle-timer.ts";
import type { Limits } from "../limits.ts";
import {
  BINARY_REFUSED,
  type CloseStatus,
  GOING_AWAY,
  statusFromClient,
  statusOfViolation,
  TOO_BIG,
} from "./close-status.ts";
import { FrameMeter } from "./frame-meter.ts";
import type { Session } from "./session.ts";

export interface ConnectionOptions {
  clock: Clock;
  limits: Limits;
  /** A text message arrived. */
  onMessage(connection: Connection, body: string): void;
  /** A message was given to the socket. */
  onSent(connection: Connection): void;
  /** The socket is closed, whoever closed it. */
  onClosed(connection: Connection, status: CloseStatus): void;
}

/** Below this, deflating costs more than it saves: the threshold of `ws`, which it only applies without a context. */
const COMPRESSED_FROM_BYTES = 1024;

export class Connection {
  readonly session: Session;
  readonly #ws: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #meter: FrameMeter;
  readonly #lifetime: Timer;
  readonly #idle: Timer;
  #lastActiveAt: number;
  /** Set when the gateway closes: `ws` reports what the client echoes, or 1006. */
  #ownStatus?: CloseStatus;
  /** What still comes from the client is dropped. */
  #deaf = false;

  constructor(ws: WebSocket, socket: Duplex, session: Session, options: ConnectionOptions) {
    const { clock, limits } = options;
    this.session = session;
    this.#ws = ws;
    this.#options = options;
    this.#lastActiveAt = clock.now();
    this.#meter = new FrameMeter(limits.frameBytes);
    this.#lifetime = clock.after(limits.connectionMs, () => this.close(GOING_AWAY));
    const lastActiveAt = () => this.#lastActiveAt;
    this.#idle = idleTimer(clock, limits.idleMs, lastActiveAt, () => this.close(GOING_AWAY));
    // Before `ws` reads the same bytes, so that a message with a frame too long is never delivered.
    socket.prependListener("data", (chunk: Buffer) => this.#measure(chunk));
    // A Buffer, since the binary type is left at "nodebuffer".
    ws.on("message", (data, isBinary) => this.#receive(data as Buffer, isBinary));
    ws.on("error", (error) => (this.#ownStatus ??= statusOfViolation(error)));
    ws.on("close", (code, reason) => this.#finish(statusFromClient(code, reason.toString())));
  }

  /** Neither side has begun to close, as far as is known. */
  get open() {
    return this.#ws.readyState === WebSocket.OPEN;
  }

  /** Milliseconds since the Unix epoch of the last message in either direction. */
  get lastActiveAt() {
    return this.#lastActiveAt;
  }

  /**
   * Sends one text frame, after those sent before. Resolves when the system has taken it, or at once when it has to
   * wait for the client to read.
   * @throws AwsError GoneException when the client is gone, LimitExceededException when too much waits for it already
   */
  async send(data: string | Buffer) {
    if (!this.open) throw gone();
    if (this.#ws.bufferedAmount + data.length > this.#options.limits.sendBufferBytes) {
      throw new AwsError(
        "LimitExceededException",
        "the client does not read what is sent to it; try later",
        429,
      );
    }
    this.#lastActiveAt = this.#options.clock.now();
    this.#options.onSent(this);
    const written = new Promise<boolean>((resolve) => {
      const compress = data.length >= COMPRESSED_FROM_BYTES;
      this.#ws.send(data, { binary: false, compress }, (error) => resolve(!error));
    });
    if (this.#ws.bufferedAmount === 0 && !(await written)) throw gone();
  }

  /** Begins to close; from here on the connection counts as gone. */
  close(status: CloseStatus) {
    this.#deaf = true;
    this.#sendClose(status);
  }

  #sendClose(status: CloseStatus) {
    if (!this.open) return;
    this.#ownStatus = status;
    this.#ws.close(status.code, status.reason);
  }

  #measure(chunk: Buffer) {
    if (this.#meter.exceeded) return;
    this.#meter.push(chunk);
    // Not deaf yet: messages before the frame too long are still to be read from the same bytes.
    if (this.#meter.exceeded) this.#sendClose(TOO_BIG);
  }

  #receive(data: Buffer, isBinary: boolean) {
    const frames = this.#meter.nextMessage();
    if (!frames || this.#deaf) return;
    this.#lastActiveAt = this.#options.clock.now();
    if (isBinary) this.close(BINARY_REFUSED);
    // Whether AWS measures frames before or after inflating is not known; what passes here passes either way.
    else if (data.length > frames * this.#options.limits.frameBytes) this.close(TOO_BIG);
    else this.#options.onMessage(this, data.toString());
  }

  #finish(fromClient: CloseStatus) {
    this.#lifetime.cancel();
    this.#idle.cancel();
    this.#options.onClosed(this, this.#ownStatus ?? fromClient);
  }
}

/** The answer to anything asked of a connection that is no more. AWS sends it without text. */
export const gone = () => new AwsError("GoneException", "", 410);
