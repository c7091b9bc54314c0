// Where the keyboard is: F6 walks through the parts of the page, as in a desktop program.

const shown = () =>
  [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((region) => region.checkVisibility());

/** On F6 (Shift+F6: backwards) focuses the next element with `data-region` that is shown. */
export function cycleRegions(event: KeyboardEvent) {
  if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
  const regions = shown();
  const present = regions.findIndex((region) => region.contains(document.activeElement));
  const step = event.shiftKey ? -1 : 1;
  const next =
    present === -1 ? regions.at(step === 1 ? 0 : -1) : regions.at((present + step) % regions.length);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Focuses the first region that is shown: after the one with the focus was hidden, the keyboard would start at the top. */
export function focusFirstRegion() {
  shown()[0]?.focus();
}

/** Focuses the box that one writes in. */
export function focusComposer() {
  document.getElementById("composer")?.focus();
}
