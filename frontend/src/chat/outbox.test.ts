import { describe, expect, test } from "vitest";
import { ANSWER_TIMEOUT, KEEP_ALIVE } from "../connection/connection.ts";
import { DOUBT_AFTER, GIVE_UP_AFTER } from "./outbox.ts";
import { frames, testChat } from "./test-chat.ts";

const first = <T>([message]: readonly T[]) => {
  if (!message) throw new Error("The room is empty.");
  return message;
};

describe("a message of one's own", () => {
  test("[CLI-8] is shown at once, and its ack settles it where it stands", async () => {
    const { chat, clock, up, shown } = testChat();
    const socket = await up();
    chat.say("mine");
    const [message] = chat.current.messages;
    expect(message?.at).toBe(clock.now());
    socket.say(frames.message({ message: "theirs" }));
    expect(shown()).toEqual([
      ["mine", "pending"],
      ["theirs", "sent"],
    ]);
    socket.say(frames.ack("own-1", 12_345));
    expect(shown()).toEqual([
      ["mine", "sent"],
      ["theirs", "sent"],
    ]);
    expect(chat.current.messages[0]).toBe(message);
    expect(message?.at).toBe(12_345);
  });

  test("[CLI-7] leaves only when the fate of the one before is known, in the order of writing", async () => {
    const { chat, up, said } = testChat();
    const socket = await up();
    for (const text of ["one", "two", "three"]) chat.say(text);
    expect(said()).toEqual([["own-1", "one"]]);
    socket.say(frames.ack("own-1"));
    expect(said()).toEqual([
      ["own-1", "one"],
      ["own-2", "two"],
    ]);
    socket.say(frames.error({ action: "send", id: "own-2" }));
    expect(said().at(-1)).toEqual(["own-3", "three"]);
  });

  test("[CLI-7] waits while the line is only being asked", async () => {
    const { chat, clock, up, said } = testChat();
    const socket = await up();
    clock.advance(KEEP_ALIVE);
    chat.say("later");
    expect(said()).toEqual([]);
    socket.say(frames.welcome());
    expect(said()).toEqual([["own-1", "later"]]);
  });

  test("[CLI-10] written without a line it leaves, in order, when the line is back", async () => {
    const { chat, up, shown, said } = testChat();
    chat.say("one");
    chat.say("two");
    expect(shown()).toEqual([
      ["one", "pending"],
      ["two", "pending"],
    ]);
    const socket = await up();
    socket.say(frames.ack("own-1"));
    socket.say(frames.ack("own-2"));
    expect(said().map(([, text]) => text)).toEqual(["one", "two"]);
    expect(shown().map(([, kind]) => kind)).toEqual(["sent", "sent"]);
  });
});

describe("a message whose fate is bad or unknown", () => {
  test("[CLI-9] fails with the server's reason, and the next one leaves", async () => {
    const { chat, up, said } = testChat();
    const socket = await up();
    chat.say("bad");
    chat.say("good");
    socket.say(frames.error({ action: "send", id: "own-1", reason: "Flatten it." }));
    expect(first(chat.current.messages).delivery).toEqual({ kind: "failed", reason: "Flatten it." });
    expect(said().at(-1)).toEqual(["own-2", "good"]);
  });

  test("[CLI-9] fails by an error that could not read its id", async () => {
    const { chat, up, shown } = testChat();
    const socket = await up();
    chat.say("bad");
    socket.say(frames.error({ code: "frame-too-long" }));
    expect(shown()).toEqual([["bad", "failed"]]);
  });

  test("[CLI-9] is not touched by an error about something else", async () => {
    const { chat, up, shown } = testChat();
    const socket = await up();
    chat.say("fine");
    socket.say(frames.error({ action: "sync" }));
    socket.say(frames.error({ action: "send", id: "somebody's" }));
    expect(shown()).toEqual([["fine", "pending"]]);
  });

  test("[CLI-9] fails when its line drops, and is not sent again by itself", async () => {
    const { chat, clock, up, nextSocket, shown, said } = testChat();
    const socket = await up();
    chat.say("in doubt");
    chat.say("not yet sent");
    socket.drop();
    expect(shown()).toEqual([
      ["in doubt", "failed"],
      ["not yet sent", "pending"],
    ]);
    clock.advance(1_000);
    const next = await nextSocket();
    next.open();
    next.say(frames.welcome());
    expect(said()).toEqual([
      ["own-1", "in doubt"],
      ["own-2", "not yet sent"],
    ]);
  });

  test("[CLI-9] makes the line prove itself when no word comes, and fails when none can come", async () => {
    const { chat, clock, connection, up, shown } = testChat();
    const socket = await up();
    chat.say("slow");
    clock.advance(DOUBT_AFTER);
    expect(connection.state.kind).toBe("checking");
    socket.say(frames.welcome());
    clock.advance(GIVE_UP_AFTER - DOUBT_AFTER - 1);
    expect(shown()).toEqual([["slow", "pending"]]);
    clock.advance(1);
    expect(shown()).toEqual([["slow", "failed"]]);
  });

  test("[CLI-9] fails with a line that turns out to be dead", async () => {
    const { chat, clock, up, shown } = testChat();
    await up();
    chat.say("into the void");
    clock.advance(DOUBT_AFTER + ANSWER_TIMEOUT);
    expect(shown()).toEqual([["into the void", "failed"]]);
  });

  test("[CLI-9] leaves again on the user's wish, under the same id", async () => {
    const { chat, up, shown, said } = testChat();
    const socket = await up();
    chat.say("again");
    socket.say(frames.error({ action: "send", id: "own-1" }));
    const message = first(chat.current.messages);
    chat.retry(message);
    chat.retry(message);
    expect(shown()).toEqual([["again", "pending"]]);
    socket.say(frames.ack("own-1"));
    expect(shown()).toEqual([["again", "sent"]]);
    expect(said()).toEqual([
      ["own-1", "again"],
      ["own-1", "again"],
    ]);
  });

  test("[CLI-9] counts as sent after all when the ack is late, even if it waits to leave again", async () => {
    const { chat, clock, up, shown, said } = testChat();
    const socket = await up();
    chat.say("late");
    chat.say("next");
    clock.advance(DOUBT_AFTER);
    socket.say(frames.welcome());
    clock.advance(GIVE_UP_AFTER - DOUBT_AFTER);
    chat.retry(first(chat.current.messages));
    socket.say(frames.ack("own-1"));
    socket.say(frames.ack("own-2"));
    expect(shown()).toEqual([
      ["late", "sent"],
      ["next", "sent"],
    ]);
    expect(said()).toHaveLength(2);
  });

  test("[CLI-10] leaves again by itself on a new line when the server did not know the old one", async () => {
    const { chat, clock, connection, up, nextSocket, shown, said } = testChat();
    const socket = await up();
    chat.say("one");
    chat.say("two");
    socket.say(frames.error({ code: "not-connected", action: "send", id: "own-1" }));
    expect(connection.state.kind).toBe("waiting");
    expect(shown().map(([, kind]) => kind)).toEqual(["pending", "pending"]);
    clock.advance(1_000);
    const next = await nextSocket();
    next.open();
    next.say(frames.welcome());
    next.say(frames.ack("own-1"));
    expect(said().map(([id]) => id)).toEqual(["own-1", "own-1", "own-2"]);
  });

  test("a deleted one is forgotten", async () => {
    const { chat, up, shown } = testChat();
    const socket = await up();
    chat.say("gone");
    socket.say(frames.error({ action: "send", id: "own-1" }));
    chat.discard(first(chat.current.messages));
    socket.say(frames.ack("own-1"));
    expect(shown()).toEqual([]);
  });
});
