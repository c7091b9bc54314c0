// Plain clients of the chat that count what they receive.
import { once } from "node:events";
import { WebSocket } from "ws";

export interface ChatClients {
  count: number;
  /** The client with this number says something to all the others. */
  send(index: number): void;
  /** Resolves when this many frames more than when it was called, or by the last call, have come to all together. */
  received(frames: number): Promise<void>;
  close(): Promise<void>;
}

/** How long frames may be on their way, in ms: far longer than any machine needs. */
const PATIENCE_MS = 60_000;

const FRAME = JSON.stringify({ action: "send", message: "Shall we meet at the station at half past seven?" });

/** Resolves when all of them are connected. */
export async function connectClients(url: string, count: number): Promise<ChatClients> {
  const sockets = Array.from({ length: count }, () => new WebSocket(url));
  let expected = 0;
  let arrived = 0;
  let complete = () => {};
  for (const socket of sockets) {
    socket.on("message", () => {
      if (++arrived >= expected) complete();
    });
  }
  await Promise.all(sockets.map((socket) => once(socket, "open")));
  return {
    count,
    send: (index) => sockets[index]?.send(FRAME),
    received(frames) {
      expected += frames;
      return new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          reject(
            new Error(`${expected - arrived} of ${expected} frames have not come after ${PATIENCE_MS} ms`),
          );
        }, PATIENCE_MS);
        complete = () => {
          clearTimeout(limit);
          resolve();
        };
        if (arrived >= expected) complete();
      });
    },
    async close() {
      const closed = sockets.map((socket) => once(socket, "close"));
      for (const socket of sockets) socket.close();
      await Promise.all(closed);
    },
  };
}
