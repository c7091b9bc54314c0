// A WebSocket client whose frames and ends can be waited for, and bytes for what no such client sends.
import type { WebSocket } from "ws";
import { Queue } from "./queue.testing.ts";

export class TestClient {
  readonly ws: WebSocket;
  readonly #frames = new Queue<{ data: string; isBinary: boolean }>();
  /** Rejects when the upgrade is refused. */
  readonly opened: Promise<void>;
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Status, headers and body of a refused upgrade. */
  readonly refused: Promise<{ status?: number; body: string }>;

  constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on("message", (data, isBinary) => this.#frames.push({ data: String(data), isBinary }));
    ws.on("error", () => undefined);
    this.opened = new Promise((resolve, reject) => {
      ws.once("open", resolve);
      ws.once("error", reject);
    });
    this.opened.catch(() => undefined);
    this.closed = new Promise((resolve) => {
      ws.once("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.refused = new Promise((resolve) => {
      ws.once("unexpected-response", async (request, response) => {
        let body = "";
        for await (const chunk of response) body += String(chunk);
        request.destroy();
        resolve({ status: response.statusCode, body });
      });
    });
  }

  send(data: unknown) {
    this.ws.send(typeof data === "string" || Buffer.isBuffer(data) ? data : JSON.stringify(data));
  }

  async frame() {
    return (await this.#frames.next()).data;
  }

  nextFrame() {
    return this.#frames.next();
  }
}

/** The head of a handshake, for clients that do what `ws` would not. */
export const upgradeRequest = (host: string, headers: string[] = []) =>
  [
    "GET /dev HTTP/1.1",
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ...headers,
    "",
    "",
  ].join("\r\n");

/** A text frame, masked with zeros. Up to 64 KB. */
export function textFrame(text: string) {
  const size = Buffer.byteLength(text);
  const length = size < 126 ? [0x80 | size] : [0x80 | 126, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), Buffer.from(text)]);
}
