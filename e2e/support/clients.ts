// Plain WebSocket clients, as the plain demonstration has them.
import type { RunningCloud } from "./cloud.ts";

export interface PlainClient {
  socket: WebSocket;
  /** The `message` of every frame received so far. */
  received: unknown[];
  /** Resolves when `count` frames have come. */
  receive(count: number): Promise<unknown[]>;
  send(message: unknown): void;
  /** Closes, and resolves with the close code. */
  close(): Promise<number>;
}

/** Resolves when the socket is open. */
export function connect(url: string): Promise<PlainClient> {
  const socket = new WebSocket(url);
  const received: unknown[] = [];
  let waiting: { count: number; resolve: (received: unknown[]) => void }[] = [];
  socket.addEventListener("message", (event) => {
    received.push((JSON.parse(event.data as string) as { message: unknown }).message);
    for (const { resolve } of waiting.filter(({ count }) => received.length >= count)) resolve(received);
    waiting = waiting.filter(({ count }) => received.length < count);
  });
  const client: PlainClient = {
    socket,
    received,
    receive: (count) =>
      new Promise((resolve) =>
        received.length >= count ? resolve(received) : waiting.push({ count, resolve }),
      ),
    send: (message) => socket.send(JSON.stringify({ action: "send", message })),
    close: () =>
      new Promise((resolve) => {
        socket.addEventListener("close", ({ code }) => resolve(code));
        socket.close();
      }),
  };
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(client));
    socket.addEventListener("error", () => reject(new Error(`${url} refused the connection`)));
  });
}

/** Closes them all, and waits until the cloud has seen every one go. */
export async function leave(cloud: RunningCloud, clients: PlainClient[]) {
  const gone = cloud.disconnected(clients.length);
  await Promise.all(clients.map((client) => client.close()));
  await gone;
}
