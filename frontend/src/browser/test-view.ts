// Puts a component on the page of a test and takes it off again.
import { flushSync, mount, unmount } from "svelte";
import type { Component } from "svelte";
import { onTestFinished } from "vitest";

/** Mounts `component` until the test ends; what is on the page is in `document.body`. */
export function view<Props extends Record<string, unknown>>(component: Component<Props>, props: Props) {
  const mounted = mount(component, { target: document.body, props });
  flushSync();
  onTestFinished(() => unmount(mounted));
}

/** The one element that `selector` finds. */
export function find<Found extends Element = HTMLElement>(selector: string) {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing on the page is ${selector}.`);
  return found;
}

/** The texts of all elements that `selector` finds, white space made single. */
export function texts(selector: string) {
  return [...document.querySelectorAll(selector)].map((element) =>
    element.textContent.replace(/\s+/g, " ").trim(),
  );
}
