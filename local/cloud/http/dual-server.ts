// One port that speaks TLS and plain: AWS hosts are https and wss only, a laptop's browser wants plain, and
// programs build both kinds of URL.
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { IncomingMessage } from "node:http";
import type { Certificate } from "./certificate.ts";

/** First byte of a TLS ClientHello record: https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const TLS_HANDSHAKE = 0x16;

export interface DualHandlers {
  request: RequestListener;
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** `server` is to be listened on; `close` ends it with every connection it holds. */
export interface DualServer {
  server: Server;
  close(): Promise<void>;
}

/** Looks at the first byte of a connection to tell TLS from plain HTTP. Not listening yet. */
export function createDualServer(certificate: Certificate, handlers: DualHandlers): DualServer {
  const plain = createHttpServer(handlers.request);
  const secure = createHttpsServer({ key: certificate.key, cert: certificate.cert }, handlers.request);
  if (handlers.upgrade) {
    plain.on("upgrade", handlers.upgrade);
    secure.on("upgrade", handlers.upgrade);
  }
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  return {
    server,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
