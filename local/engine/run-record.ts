// What a run has done and what went wrong in it, told as it happens and kept for its result.
import type { Diagnostic, Operation, RunEvent, Step } from "./run-result.ts";
import type { Resource } from "./state.ts";

export class RunRecord {
  readonly steps: Step[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #onEvent: (event: RunEvent) => void;

  constructor(onEvent: (event: RunEvent) => void) {
    this.#onEvent = onEvent;
  }

  /** False once anything has failed. */
  get ok() {
    return this.diagnostics.every(({ severity }) => severity !== "error");
  }

  report(diagnostic: Diagnostic) {
    this.diagnostics.push(diagnostic);
    this.#onEvent({ kind: "diagnostic", diagnostic });
  }

  /** @param started when it began, by the clock of `performance` */
  step(op: Operation, resource: Resource, diff: string[], digest: string, started: number) {
    const { urn, type, name, parent, inputs } = resource;
    const step: Step = { op, urn, type, name, parent, inputs, diff, digest };
    this.steps.push(step);
    this.#onEvent({ kind: "step", step, ms: performance.now() - started });
  }
}
