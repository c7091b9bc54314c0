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

/** How often to look whether npm is still there, in ms: soon enough for who waits for the ports to be free. */
const PARENT_CHECK_MS = 100;

/** Ends `lifetime` and the process on Ctrl-C, SIGTERM and a closed terminal; a second signal does not wait. */
export function endOnSignals(lifetime: Lifetime) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (lifetime.signal.aborted) process.exit(1);
      void lifetime.end().then(() => process.exit(0));
    });
  }
}

/**
 * Ends `lifetime` and the process when npm is gone: npm passes a signal on to the shell between us, which dies of it
 * without telling us.
 */
export function endWithNpm(lifetime: Lifetime) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    void lifetime.end().then(() => process.exit(0));
  }, PARENT_CHECK_MS);
  timer.unref();
}
