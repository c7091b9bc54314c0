// How a start ends: by a signal, by a key or by an error, always in the same way and only once.

type Undo = () => void | Promise<void>;

export class Lifetime {
  readonly #abort = new AbortController();
  readonly #undos: Undo[] = [];
  #ending: Promise<void> | undefined;

  /** Aborted as soon as the end has begun. */
  readonly signal = this.#abort.signal;

  /** Has `undo` called at the end; what was registered last goes first. Called at once when the end has begun. */
  async onEnd(undo: Undo) {
    if (this.#ending) return undo();
    this.#undos.push(undo);
  }

  /** Undoes everything. Every call returns the same end. */
  end(): Promise<void> {
    this.#ending ??= this.#undoAll();
    return this.#ending;
  }

  async #undoAll() {
    this.#abort.abort();
    for (const undo of this.#undos.reverse()) await undo();
  }
}

/** Ends `lifetime` and the process on Ctrl-C, SIGTERM and a closed terminal; a second signal does not wait. */
export function endOnSignals(lifetime: Lifetime) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (lifetime.signal.aborted) process.exit(1);
      void lifetime.end().then(() => process.exit(0));
    });
  }
}
