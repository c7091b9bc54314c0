import { on } from "svelte/events";
import { createSubscriber } from "svelte/reactivity";

const subscribe = createSubscriber((update) => on(document, "visibilitychange", update));

/** Whether the page can be seen, as a reactive value. */
export const visible = {
  get current() {
    subscribe();
    return document.visibilityState === "visible";
  },
};
