// One client of a program that returns what it is sent, one message after the other.
import { once } from "node:events";
import { WebSocket } from "ws";

/** Messages before those that are measured: functions start, and V8 compiles. */
const WARM_UP_MESSAGES = 200;

/**
 * @returns milliseconds of one round trip, as the mean of `messages` of them
 * @throws when something else comes back than what was sent
 */
export async function measureEcho(url: string, messages: number) {
  const socket = new WebSocket(url);
  await once(socket, "open");
  await echo(socket, WARM_UP_MESSAGES);
  const started = performance.now();
  await echo(socket, messages);
  const ms = (performance.now() - started) / messages;
  const closed = once(socket, "close");
  socket.close();
  await closed;
  return ms;
}

async function echo(socket: WebSocket, messages: number) {
  for (let message = 0; message < messages; message++) {
    const sent = `message ${message}`;
    socket.send(sent);
    const [frame] = (await once(socket, "message")) as [Buffer];
    if (frame.toString() !== sent) throw new Error(`the echo of "${sent}" is ${frame.toString()}`);
  }
}
