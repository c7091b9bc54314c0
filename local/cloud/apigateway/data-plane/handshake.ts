// Both ends of a held upgrade: the 101 with what AWS negotiates, or a refusal in plain HTTP.
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Limits } from "../limits.ts";

/** The window AWS compresses with: https://github.com/python-websockets/websockets/issues/1065 */
const SERVER_WINDOW_BITS = 12;
const WEBSOCKET_VERSION = "13";
/** Base64 of 16 bytes: https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1 */
const WEBSOCKET_KEY = /^[+/\w]{22}==$/;

/** Whether the request asks for a WebSocket in a way that can be accepted. */
export function isHandshake({ method, headers }: IncomingMessage) {
  return (
    method === "GET" &&
    headers.upgrade?.toLowerCase() === "websocket" &&
    headers["sec-websocket-version"] === WEBSOCKET_VERSION &&
    WEBSOCKET_KEY.test(headers["sec-websocket-key"] ?? "")
  );
}

export class Handshakes {
  readonly #server: WebSocketServer;
  readonly #subprotocols = new WeakMap<IncomingMessage, string>();

  constructor({ messageBytes }: Limits) {
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: messageBytes,
      perMessageDeflate: { serverMaxWindowBits: SERVER_WINDOW_BITS },
      // The gateway selects none: only the function's answer does.
      handleProtocols: () => false,
    });
    this.#server.on("headers", (lines, request) => {
      lines.splice(0, lines.length, ...asAwsWritesThem(lines, this.#subprotocols.get(request)));
    });
  }

  /**
   * Sends the 101.
   * @param head what came after the request's head, at once with it
   * @param opened called at once, before any frame is read
   * @returns false when the client is gone or the handshake cannot be completed; the socket is then closed
   */
  accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    subprotocol: string | undefined,
    opened: (ws: WebSocket) => void,
  ) {
    if (subprotocol) this.#subprotocols.set(request, subprotocol);
    let accepted = false;
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      accepted = true;
      opened(ws);
    });
    return accepted;
  }
}

/** Answers the upgrade with a status in place of the 101. */
export function refuseUpgrade(socket: Duplex, status: number, body: string) {
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      `date: ${new Date().toUTCString()}`,
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

/** Names in lower case and a date, which `ws` writes otherwise. */
function asAwsWritesThem([statusLine = "", ...lines]: string[], subprotocol: string | undefined) {
  const lowered = lines.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()));
  return [
    statusLine,
    `date: ${new Date().toUTCString()}`,
    ...lowered.map((line) => (/^(connection|upgrade):/.test(line) ? line.toLowerCase() : line)),
    ...(subprotocol ? [`sec-websocket-protocol: ${subprotocol}`] : []),
  ];
}
