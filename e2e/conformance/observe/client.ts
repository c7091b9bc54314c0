// A client of the gateway, and everything that it is sent.
import type { IncomingMessage } from "node:http";
import { type ClientOptions, WebSocket } from "ws";

export interface Frame {
  data: string;
  isBinary: boolean;
}

export class Client {
  readonly ws: WebSocket;
  /** Rejects when the upgrade is refused. */
  readonly opened: Promise<void>;
  /** The 101. */
  readonly upgraded: Promise<IncomingMessage>;
  /** The status of the handshake's answer. */
  readonly answered: Promise<number | undefined>;
  readonly closed: Promise<{ code: number; reason: string }>;
  /** All frames so far. */
  readonly received: Frame[] = [];
  #taken = 0;
  #waiting: (() => void)[] = [];

  constructor(url: string, protocols: string[], options: ClientOptions) {
    const ws = new WebSocket(url, protocols, options);
    this.ws = ws;
    ws.on("message", (data, isBinary) => {
      this.received.push({ data: String(data), isBinary });
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
    this.opened = new Promise((resolve, reject) => {
      ws.once("open", resolve);
      ws.on("error", reject);
    });
    this.opened.catch(() => undefined);
    this.upgraded = new Promise((resolve) => ws.once("upgrade", resolve));
    this.answered = new Promise((resolve) => {
      const answer = ({ statusCode }: IncomingMessage) => resolve(statusCode);
      ws.once("upgrade", answer);
      ws.once("unexpected-response", (request, response) => {
        request.destroy();
        answer(response);
      });
    });
    this.closed = new Promise((resolve) =>
      ws.once("close", (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  /** Text as it is, anything else as JSON. */
  send(message: unknown) {
    this.ws.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** The next frame that nobody has taken yet. */
  async frame(): Promise<Frame> {
    for (;;) {
      const frame = this.received[this.#taken];
      if (frame) {
        this.#taken++;
        return frame;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The next frame, read as JSON. */
  async json<T = Record<string, unknown>>(): Promise<T> {
    return JSON.parse((await this.frame()).data) as T;
  }

  /** Sends and gives the next frame, read as JSON. */
  ask<T = Record<string, unknown>>(message: unknown): Promise<T> {
    this.send(message);
    return this.json<T>();
  }

  async close(code?: number, reason?: string) {
    this.ws.close(code, reason);
    return this.closed;
  }
}
