// Kept-alive HTTP to an engine on this machine, spoken by hand: `node:http` would cost more CPU per call than the
// engine does. Counts on Content-Length, which both engines send.
import { connect, type Socket } from "node:net";
import { ENGINE_HEADERS, type EngineResponse } from "./engine.ts";

const HEAD_END = "\r\n\r\n";
/** What a client has to see of an engine's headers. */
const PASSED_ON = new Set(["content-type", "x-amz-crc32"]);

const FIXED_HEAD = Object.entries(ENGINE_HEADERS)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join("");

export class EngineConnection {
  readonly #port: number;
  readonly #idle: Socket[] = [];
  readonly #sockets = new Set<Socket>();

  /** @param port on 127.0.0.1 */
  constructor(port: number) {
    this.#port = port;
  }

  /** @throws Error when the engine closes the connection before it answered */
  async send(target: string, body: Buffer): Promise<EngineResponse> {
    const socket = this.#idle.pop() ?? this.#open();
    const response = await exchange(socket, target, body);
    if (!socket.destroyed) this.#idle.push(socket);
    return response;
  }

  close() {
    for (const socket of this.#sockets) socket.destroy();
  }

  #open() {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => {
      this.#sockets.delete(socket);
      const index = this.#idle.indexOf(socket);
      if (index >= 0) this.#idle.splice(index, 1);
    });
    return socket;
  }
}

function exchange(socket: Socket, target: string, body: Buffer) {
  return new Promise<EngineResponse>((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    let answer: Head | undefined;
    const onData = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      answer ??= readHead(received);
      if (!answer || received.length < answer.end) return;
      socket.off("data", onData).off("close", onClose);
      const { status, headers, start, end } = answer;
      resolve({ status, headers, body: received.subarray(start, end) });
    };
    const onClose = () => reject(new Error("the connection was closed"));
    socket.on("data", onData).once("close", onClose);
    const request = `POST / HTTP/1.1\r\nhost: localhost\r\n${FIXED_HEAD}x-amz-target: ${target}\r\ncontent-length: ${body.length}\r\n\r\n`;
    // One buffer, one system call.
    socket.write(Buffer.concat([Buffer.from(request, "latin1"), body]));
  });
}

interface Head {
  status: number;
  headers: Record<string, string>;
  /** Where the body begins and ends in what was received. */
  start: number;
  end: number;
}

function readHead(received: Buffer): Head | undefined {
  const length = received.indexOf(HEAD_END);
  if (length < 0) return undefined;
  const [statusLine = "", ...lines] = received.toString("latin1", 0, length).split("\r\n");
  const headers: Record<string, string> = {};
  let size = 0;
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "content-length") size = Number(value);
    else if (PASSED_ON.has(name)) headers[name] = value;
  }
  const start = length + HEAD_END.length;
  return { status: Number(statusLine.split(" ", 2)[1]), headers, start, end: start + size };
}
