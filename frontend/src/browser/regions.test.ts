import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cycleRegions, focusFirstRegion } from "./regions.ts";

beforeEach(() => {
  const regions = ["first", "second", "hidden", "third"];
  document.body.innerHTML = regions.map((id) => `<div id="${id}" data-region tabindex="-1"></div>`).join("");
  // Without a layout engine only the test knows what is shown.
  Element.prototype.checkVisibility = function () {
    return this.id !== "hidden";
  };
});

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const press = (init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent("keydown", { key: "F6", cancelable: true, ...init });
  cycleRegions(event);
  return event;
};

test("F6 walks through the regions that are shown, round and round", () => {
  const walked = [1, 2, 3, 4].map(() => {
    press();
    return document.activeElement?.id;
  });
  expect(walked).toEqual(["first", "second", "third", "first"]);
});

test("Shift+F6 walks backwards", () => {
  const walked = [1, 2].map(() => {
    press({ shiftKey: true });
    return document.activeElement?.id;
  });
  expect(walked).toEqual(["third", "second"]);
});

test("the first region that is shown takes over the focus", () => {
  focusFirstRegion();
  expect(document.activeElement?.id).toBe("first");
});

test("other keys, and the browser's own uses of F6, are left alone", () => {
  for (const init of [{ key: "F5" }, { ctrlKey: true }, { altKey: true }, { metaKey: true }]) {
    expect(press(init).defaultPrevented).toBe(false);
  }
  expect(document.activeElement).toBe(document.body);
});
