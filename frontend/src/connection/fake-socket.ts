// A socket and its server's end in the hands of a test.
import type { Socket } from "./connection.ts";

interface Events {
  open: undefined;
  message: { data: unknown };
  close: { code: number; reason: string };
}

type Listeners = { [Type in keyof Events]?: (event: Events[Type]) => void };

export class FakeSocket implements Socket {
  readonly url: string;
  /** What the client sent, oldest first. */
  readonly sent: string[] = [];
  /** The client has hung up. */
  closed = false;
  readonly #listeners: Listeners = {};

  constructor(url: string) {
    this.url = url;
  }

  addEventListener<Type extends keyof Events>(type: Type, listener: Listeners[Type]) {
    this.#listeners[type] = listener;
  }

  send(data: string) {
    this.sent.push(data);
  }

  close() {
    this.closed = true;
  }

  /** The server takes the connection. */
  open() {
    this.#listeners.open?.(undefined);
  }

  /** The server sends a frame: text and bytes as they are, anything else as JSON. */
  say(frame: unknown) {
    const asItIs = typeof frame === "string" || frame instanceof ArrayBuffer;
    this.#listeners.message?.({ data: asItIs ? frame : JSON.stringify(frame) });
  }

  /** The line ends; without a code as it does when the network goes. */
  drop(code = 1006, reason = "") {
    this.#listeners.close?.({ code, reason });
  }
}
