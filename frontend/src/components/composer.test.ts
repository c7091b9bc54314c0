import { flushSync } from "svelte";
import { describe, expect, test } from "vitest";
import { MESSAGE_BYTES_MAX } from "../../../protocol/limits.ts";
import { find, texts, view } from "../browser/test-view.ts";
import { Room } from "../chat/room.svelte.ts";
import Composer from "./composer.svelte";

function composer({ connected = true } = {}) {
  const said: string[] = [];
  view(Composer, { room: new Room("lobby"), connected, onsay: (content: string) => said.push(content) });
  const box = find<HTMLTextAreaElement>("textarea");
  return {
    said,
    box,
    write(text: string) {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      flushSync();
    },
    press(init: KeyboardEventInit = {}) {
      const event = new KeyboardEvent("keydown", { key: "Enter", cancelable: true, bubbles: true, ...init });
      box.dispatchEvent(event);
      flushSync();
      return event;
    },
  };
}

describe("writing", () => {
  test("Enter sends and clears the box", () => {
    const { said, box, write, press } = composer();
    write("hello");
    expect(press().defaultPrevented).toBe(true);
    expect(said).toEqual(["hello"]);
    expect(box.value).toBe("");
  });

  test.each([{ shiftKey: true }, { isComposing: true }, { keyCode: 229 }])(
    "Enter with %j does not send",
    (init) => {
      const { said, write, press } = composer();
      write("hel");
      expect(press(init).defaultPrevented).toBe(false);
      expect(said).toEqual([]);
    },
  );

  test("Enter in an empty box neither sends nor breaks the line", () => {
    const { said, press } = composer();
    expect(press().defaultPrevented).toBe(true);
    expect(said).toEqual([]);
  });

  test("the button sends too, when there is something to send", () => {
    const { said, write } = composer();
    const button = find<HTMLButtonElement>("button[type=submit]");
    expect(button.disabled).toBe(true);
    write("hello");
    expect(button.disabled).toBe(false);
    button.click();
    expect(said).toEqual(["hello"]);
  });

  test("a text that is too long is kept, marked and explained", () => {
    const { said, box, write, press } = composer();
    const text = "x".repeat(MESSAGE_BYTES_MAX);
    write(text);
    press();
    expect(said).toEqual([]);
    expect(box.value).toBe(text);
    expect(box.getAttribute("aria-invalid")).toBe("true");
    expect(texts("#composer-notice")).toEqual([expect.stringMatching(/^Too long by 2 bytes/)]);
  });

  test("without a line one is told that writing goes on", () => {
    composer({ connected: false });
    expect(texts("#composer-notice")).toEqual([expect.stringMatching(/^You can go on writing/)]);
  });
});
