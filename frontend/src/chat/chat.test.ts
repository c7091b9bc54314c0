import { describe, expect, test } from "vitest";
import { MESSAGES_KEPT } from "./room.svelte.ts";
import { ADA, ME, frames, testChat } from "./test-chat.ts";

describe("what the server says", () => {
  test("[SYN-1] welcome tells who one is, anew on each line", async () => {
    const { chat, up } = testChat();
    expect(chat.me).toBeUndefined();
    const socket = await up();
    expect(chat.me).toEqual(ME);
    socket.say(frames.welcome(ADA));
    expect(chat.me).toEqual(ADA);
  });

  test("[CLI-11] a copy of a message, by author and id, is shown once and announced once", async () => {
    const { chat, arrivals, up } = testChat();
    const socket = await up();
    socket.say(frames.message({ id: "1" }));
    socket.say(frames.message({ id: "1" }));
    socket.say(frames.message({ id: "1", from: { id: "guest-bob", name: "Bob" } }));
    expect(chat.current.messages.map(({ from }) => from?.name)).toEqual([ADA.name, "Bob"]);
    expect(arrivals).toHaveLength(2);
  });

  test("[CLI-11] an ack for somebody else's message with the same id changes nothing", async () => {
    const { chat, up } = testChat();
    const socket = await up();
    socket.say(frames.message({ id: "own-1", at: 1 }));
    socket.say(frames.ack("own-1", 2));
    expect(chat.current.messages.map(({ at }) => at)).toEqual([1]);
  });

  test("[SRV-3] a frame that cannot be read is ignored", async () => {
    const { chat, connection, up } = testChat();
    const socket = await up();
    const strange = [
      "",
      "{",
      "null",
      '{"type":"presence"}',
      '{"message":"Internal server error","requestId":"x"}',
    ];
    for (const frame of strange) socket.say(frame);
    expect(chat.current.messages).toEqual([]);
    expect(connection.state.kind).toBe("open");
  });

  test("[SRV-3] a message for a room that is new here opens it", async () => {
    const { chat, up } = testChat();
    const socket = await up();
    socket.say(frames.message({ room: "kitchen" }));
    expect([...chat.rooms.keys()]).toEqual(["lobby", "kitchen"]);
    expect(chat.current.messages).toEqual([]);
    expect(chat.room("kitchen").messages).toHaveLength(1);
  });
});

describe("what is unread", () => {
  test("[CLI-14] arrivals count while nobody looks, one's own do not", async () => {
    const { chat, up } = testChat();
    const socket = await up();
    socket.say(frames.message({ id: "1" }));
    socket.say(frames.message({ id: "2", room: "kitchen" }));
    chat.say("mine");
    expect(chat.current.unread).toBe(1);
    expect(chat.unread).toBe(2);
  });

  test("[CLI-14] nothing is unread from the moment somebody looks", async () => {
    const { chat, up } = testChat();
    const socket = await up();
    socket.say(frames.message({ id: "1" }));
    chat.current.attend(true);
    socket.say(frames.message({ id: "2" }));
    expect(chat.unread).toBe(0);
    chat.current.attend(false);
    socket.say(frames.message({ id: "3" }));
    expect(chat.unread).toBe(1);
  });
});

test("a room keeps only so many messages, the newest", async () => {
  const { chat, up } = testChat();
  const socket = await up();
  for (let id = 0; id <= MESSAGES_KEPT; id++) socket.say(frames.message({ id: `${id}` }));
  expect(chat.current.messages).toHaveLength(MESSAGES_KEPT);
  expect(chat.current.messages.at(0)?.id).toBe("1");
  expect(chat.current.messages.at(-1)?.id).toBe(`${MESSAGES_KEPT}`);
});
