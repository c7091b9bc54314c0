// The colours a user wants: the system's, unless told otherwise; remembered, and the same in every tab.
import { on } from "svelte/events";
import { createSubscriber } from "svelte/reactivity";

/** The key that public/theme.js reads before the first paint. */
const KEY = "theme";

export const THEMES = ["light", "system", "dark"] as const;
export type ThemeName = (typeof THEMES)[number];

const isTheme = (name: unknown): name is ThemeName => THEMES.some((theme) => theme === name);

export class Theme {
  // Also where storage is blocked, the choice holds as long as the page.
  #choice = $state<ThemeName>("system");
  readonly #subscribe = createSubscriber((update) =>
    on(window, "storage", ({ key }) => {
      if (key !== KEY) return;
      this.#choice = remembered();
      show(this.#choice);
      update();
    }),
  );

  constructor() {
    this.#choice = remembered();
    show(this.#choice);
  }

  get current() {
    this.#subscribe();
    return this.#choice;
  }

  set current(theme: ThemeName) {
    this.#choice = theme;
    show(theme);
    remember(theme);
  }
}

function show(theme: ThemeName) {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
}

function remembered(): ThemeName {
  try {
    const theme = localStorage.getItem(KEY);
    return isTheme(theme) ? theme : "system";
  } catch {
    return "system";
  }
}

function remember(theme: ThemeName) {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is blocked: not remembered.
  }
}
