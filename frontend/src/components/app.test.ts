import { flushSync } from "svelte";
import { describe, expect, test } from "vitest";
import { find, texts, view } from "../browser/test-view.ts";
import { Theme } from "../browser/theme.svelte.ts";
import { Announcer, GATHER } from "../chat/announcer.svelte.ts";
import { LineStatus } from "../chat/line-status.svelte.ts";
import { frames, testChat } from "../chat/test-chat.ts";
import App from "./app.svelte";

async function app() {
  const { chat, clock, connection, up } = testChat();
  const line = new LineStatus(connection, clock, { current: true });
  const announcer = new Announcer(clock);
  const socket = await up();
  view(App, { chat, line, theme: new Theme(), announcer });
  return {
    chat,
    clock,
    announcer,
    socket,
    hear(...said: Parameters<typeof frames.message>[0][]) {
      for (const message of said) socket.say(frames.message(message));
      flushSync();
    },
    say(content: string) {
      chat.say(content);
      flushSync();
    },
    answer(frame: unknown) {
      socket.say(frame);
      flushSync();
    },
  };
}

const button = (label: string) => {
  const found = [...document.querySelectorAll("button")].find(
    ({ textContent }) => textContent.replace(/\s+/g, " ").trim() === label,
  );
  if (!found) throw new Error(`There is no button ${label}.`);
  return found;
};

describe("the page", () => {
  test("an empty room says how to get somebody to talk to", async () => {
    await app();
    expect(texts(".empty")[0]).toContain("Open this page in a second window");
    expect(texts(".me")).toEqual(["QH Quiet Heron You, in this window"]);
    expect(texts("[role=status]")).toEqual(["Connected"]);
  });

  test("messages show author, text and time, one name for a run", async () => {
    const { hear, say } = await app();
    const at = Date.UTC(2026, 0, 1, 12);
    hear({ id: "1", at, message: "one" }, { id: "2", at, message: "two" });
    say("three");
    expect(texts(".message .text")).toEqual(["one", "two", "three"]);
    expect(texts(".message .author")).toEqual(["Ada Lovelace"]);
    expect(find(".message time").getAttribute("datetime")).toBe("2026-01-01T12:00:00.000Z");
    expect(document.querySelectorAll(".message.own")).toHaveLength(1);
    expect(document.querySelectorAll(".empty")).toHaveLength(0);
  });

  test("[CLI-12] markup in a message stays text, and its links are safe", async () => {
    const { hear } = await app();
    const hostile = '<img src=x onerror="alert(1)"> javascript:alert(1) https://example.com/a?b<script>';
    hear({ message: hostile });
    expect(find(".message .text").textContent.trim()).toBe(hostile);
    expect(document.querySelectorAll(".message img, .message script")).toHaveLength(0);
    const [link, ...others] = document.querySelectorAll<HTMLAnchorElement>(".message .text a");
    expect(link?.href).toBe("https://example.com/a?b");
    expect(link?.rel).toContain("noopener");
    expect(others).toEqual([]);
  });

  test("a message that is no text is shown as the JSON it is", async () => {
    const { hear } = await app();
    hear({ id: "1", message: { ok: true } }, { id: "2", message: null }, { id: "3", message: 0 });
    expect(texts(".message pre")).toEqual(['{ "ok": true }', "null", "0"]);
  });

  test("[CLI-8] the row of one's own message stays when the ack comes", async () => {
    const { clock, say, answer } = await app();
    say("mine");
    const row = find(".message");
    expect(texts(".mark")).toEqual(["Sending"]);
    answer(frames.ack("own-1", clock.now()));
    expect(find(".message")).toBe(row);
    expect(texts(".mark")).toEqual(["Sent"]);
  });

  test("[CLI-9] a failed message says why, and can be sent again or deleted", async () => {
    const { say, answer } = await app();
    say("mine");
    answer(frames.error({ action: "send", id: "own-1", reason: "Flatten it." }));
    expect(texts("[role=alert]")).toEqual(["Not sent. Flatten it."]);
    button("Retry").click();
    flushSync();
    expect(texts(".mark")).toEqual(["Sending"]);
    expect(texts("[role=alert]")).toEqual([]);
    answer(frames.error({ action: "send", id: "own-1" }));
    button("Delete").click();
    flushSync();
    expect(texts(".message")).toEqual([]);
  });

  test("[CLI-13] a refusal shows its reason and a button that connects again", async () => {
    const { socket } = await app();
    socket.drop(1008, "Not from here.");
    flushSync();
    expect(texts("[role=status]")).toEqual(["Not connected Not from here."]);
    button("Try now").click();
    flushSync();
    expect(texts("[role=status]")).toEqual(["Connected"]);
  });

  test("[CLI-14] what came while the page was hidden is counted in the title", async () => {
    const { chat, hear } = await app();
    expect(document.title).toBe("#lobby · serverless-socket");
    chat.current.attend(false);
    hear({ id: "1" }, { id: "2" });
    expect(document.title).toBe("(2) #lobby · serverless-socket");
    chat.current.attend(true);
    flushSync();
    expect(document.title).toBe("#lobby · serverless-socket");
  });

  test("[CLI-15] arrivals are in the hidden log, the visible list is no live region", async () => {
    const { announcer, clock } = await app();
    announcer.announce("Ada Lovelace: hello");
    clock.advance(GATHER);
    flushSync();
    expect(texts("[role=log] p")).toEqual(["Ada Lovelace: hello"]);
    expect(find(".messages").matches("[aria-live], [role=log]")).toBe(false);
  });

  test("another room is shown on a click, and what was written stays where it was", async () => {
    const { hear } = await app();
    const box = () => find<HTMLTextAreaElement>("textarea");
    hear({ room: "kitchen", message: "tea?" });
    expect(texts(".room-link")).toEqual(["# lobby", "# kitchen 1 unread"]);
    box().value = "half a though";
    box().dispatchEvent(new Event("input", { bubbles: true }));
    button("# kitchen 1 unread").click();
    flushSync();
    expect(texts("#room-name")).toEqual(["#kitchen"]);
    expect(texts(".message .text")).toEqual(["tea?"]);
    expect(box().value).toBe("");
    hear({ id: "2", room: "lobby" });
    expect(texts(".room-link")).toEqual(["# lobby 1 unread", "# kitchen"]);
    button("# lobby 1 unread").click();
    flushSync();
    expect(box().value).toBe("half a though");
  });

  test("on a narrow screen one of the two panes is chosen", async () => {
    await app();
    const pane = () => find(".shell").dataset["pane"];
    expect(pane()).toBe("room");
    find(".to-rooms").click();
    flushSync();
    expect(pane()).toBe("rooms");
    find(".room-link").click();
    flushSync();
    expect(pane()).toBe("room");
  });
});
