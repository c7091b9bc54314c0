import { flushSync } from "svelte";
import { expect, onTestFinished, test, vi } from "vitest";
import { Follow } from "./follow.svelte.ts";

/** A pane of 100 pixels over content of any height, as a browser would lay it out. */
function paneOver(height: number) {
  let grown = () => {};
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback: () => void) {
        grown = callback;
      }
      observe() {}
      disconnect() {}
    },
  );
  const pane = document.createElement("div");
  let top = 0;
  Object.defineProperties(pane, {
    clientHeight: { value: 100 },
    scrollHeight: { get: () => height },
    scrollTop: { get: () => top, set: (value: number) => (top = Math.min(value, height - 100)) },
  });
  const follow = new Follow();
  const detach = follow.attach(pane);
  const scroll = (to: number) => {
    pane.scrollTop = to;
    pane.dispatchEvent(new Event("scroll"));
    flushSync();
  };
  const grow = (by: number) => {
    height += by;
    grown();
  };
  onTestFinished(() => {
    detach();
    vi.unstubAllGlobals();
  });
  return { follow, pane, scroll, grow };
}

test("a reader at the end stays there while the list grows", () => {
  const { follow, pane, grow } = paneOver(500);
  grow(300);
  expect(pane.scrollTop).toBe(700);
  expect(follow.atEnd).toBe(true);
});

test("a reader who went up is left where they are, until they come back", () => {
  const { follow, pane, scroll, grow } = paneOver(500);
  scroll(400);
  scroll(200);
  expect(follow.atEnd).toBe(false);
  grow(300);
  expect(pane.scrollTop).toBe(200);
  follow.toEnd();
  expect(pane.scrollTop).toBe(700);
  grow(50);
  expect(pane.scrollTop).toBe(750);
});

test("a list that grew before the event of a move to its end is still followed", () => {
  const { follow, pane, scroll, grow } = paneOver(500);
  scroll(400);
  grow(300);
  const movedTo = pane.scrollTop;
  grow(300);
  scroll(movedTo + 1);
  expect(follow.atEnd).toBe(true);
});

test("a few pixels above the end are still the end", () => {
  const { follow, scroll } = paneOver(500);
  scroll(400);
  scroll(360);
  expect(follow.atEnd).toBe(true);
});
