// A chat over a fake line, for tests that are about what one sees of it.
import { LOBBY } from "../../../protocol/names.ts";
import type { ErrorFrame, MessageFrame } from "../../../protocol/server-frames.ts";
import { testLine } from "../connection/test-line.ts";
import { Chat } from "./chat.svelte.ts";
import type { ChatMessage } from "./chat-message.svelte.ts";

export const ADA = { id: "guest-ada", name: "Ada Lovelace" };
export const ME = { id: "guest-me", name: "Quiet Heron" };

/** The server's words, with what does not matter filled in. */
export const frames = {
  welcome: (you = ME) => ({ type: "welcome", you, room: LOBBY, at: 0 }),
  ack: (id: string, at = 0) => ({ type: "ack", id, room: LOBBY, at }),
  error: (error: Partial<ErrorFrame>) => ({
    type: "error",
    code: "internal",
    reason: "It failed.",
    ...error,
  }),
  message: (message: Partial<MessageFrame>) => ({
    ...{ type: "message", room: LOBBY, id: "1", from: ADA, at: 0, message: "hello" },
    ...message,
  }),
};

export function testChat() {
  const line = testLine({ question: JSON.stringify({ action: "sync" }) });
  const arrivals: ChatMessage[] = [];
  let count = 0;
  const chat = new Chat({
    connection: line.connection,
    clock: line.clock,
    newId: () => `own-${++count}`,
    onArrival: (message) => arrivals.push(message),
  });

  return {
    ...line,
    chat,
    arrivals,
    /** Opens the line as the server does. */
    up: () => line.up(frames.welcome()),
    /** What the current room shows: content and fate of each message. */
    shown: () => chat.current.messages.map(({ content, delivery }) => [content, delivery.kind]),
    /** The `send` frames that left on any line: id and message of each. */
    said: () =>
      line.sockets
        .flatMap(({ sent }) => sent.map((frame) => JSON.parse(frame)))
        .filter(({ action }) => action === "send")
        .map(({ id, message }) => [id, message]),
  };
}
