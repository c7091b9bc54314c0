import { beforeEach, expect, test } from "vitest";
import themeScript from "../../public/theme.js?raw";
import { Theme } from "./theme.svelte.ts";

const shown = () => document.documentElement.dataset["theme"];

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset["theme"];
});

test("without a choice the system's theme holds", () => {
  expect(new Theme().current).toBe("system");
  expect(shown()).toBeUndefined();
});

test("a choice is shown, and remembered by the next page", () => {
  new Theme().current = "dark";
  expect(shown()).toBe("dark");
  delete document.documentElement.dataset["theme"];
  expect(new Theme().current).toBe("dark");
  expect(shown()).toBe("dark");
});

test("going back to the system forgets the choice", () => {
  const theme = new Theme();
  theme.current = "dark";
  theme.current = "system";
  expect(shown()).toBeUndefined();
  expect(new Theme().current).toBe("system");
});

test("what is remembered but is no theme counts as no choice", () => {
  localStorage.setItem("theme", "neon");
  expect(new Theme().current).toBe("system");
});

test("the script that runs before the first paint shows the remembered choice", () => {
  new Theme().current = "light";
  delete document.documentElement.dataset["theme"];
  new Function(themeScript)();
  expect(shown()).toBe("light");
});
