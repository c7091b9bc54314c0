// Lets the AWS calls of one execution environment through while it runs, and holds those back that it left behind
// when its invocation ended: Lambda freezes it then, and they go on with its next invocation, if there is one.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib

export class Gate {
  readonly #onHeld: () => void;
  #open = true;
  #held: (() => void)[] = [];

  /** @param onHeld called for each call that has to wait */
  constructor(onHeld: () => void) {
    this.#onHeld = onHeld;
  }

  open() {
    this.#open = true;
    for (const release of this.#held.splice(0)) release();
  }

  close() {
    this.#open = false;
  }

  /**
   * Undefined when a call may pass at once, so that calls keep their order. Never resolves when the environment ends
   * before it runs again: the call is lost, and nobody is left to be answered.
   */
  pass(): Promise<void> | undefined {
    if (this.#open) return undefined;
    this.#onHeld();
    return new Promise((resolve) => this.#held.push(resolve));
  }
}
