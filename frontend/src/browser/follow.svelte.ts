// Keeps a list at its newest entry for as long as the reader stays there.

/** Pixels from the end that still count as the end: a finger does not stop on the pixel. */
const TOLERANCE = 50;

export class Follow {
  /** Whether the reader is at the newest entry. */
  atEnd = $state(true);
  #pane: HTMLElement | undefined;
  #top = 0;

  /** For `{@attach}` on the element that scrolls; its first child is what grows. */
  readonly attach = (pane: HTMLElement) => {
    this.#pane = pane;
    pane.addEventListener("scroll", this.#scrolled, { passive: true });
    const growth = new ResizeObserver(() => this.atEnd && this.toEnd());
    growth.observe(pane);
    if (pane.firstElementChild) growth.observe(pane.firstElementChild);
    return () => {
      growth.disconnect();
      pane.removeEventListener("scroll", this.#scrolled);
    };
  };

  /** Goes to the newest entry, and stays with it. */
  toEnd() {
    this.atEnd = true;
    if (this.#pane) this.#pane.scrollTop = this.#pane.scrollHeight;
  }

  // Only a move upwards is the reader's wish to leave: growth below moves the end away, but never the reader up.
  readonly #scrolled = () => {
    if (!this.#pane) return;
    const { scrollTop, scrollHeight, clientHeight } = this.#pane;
    if (scrollHeight - scrollTop - clientHeight <= TOLERANCE) this.atEnd = true;
    else if (scrollTop < this.#top) this.atEnd = false;
    this.#top = scrollTop;
  };
}
