// What a run tells: its steps, what went wrong, and what there is afterwards.
import type { Resource } from "./state.ts";
import type { Props } from "./values.ts";

export type Operation = "create" | "update" | "replace" | "delete" | "same" | "read";

/** What the run did, or in a preview would do, to one resource. */
export interface Step {
  op: Operation;
  urn: string;
  type: string;
  name: string;
  parent: string | undefined;
  /** After the provider's check. */
  inputs: Props;
  /** The inputs that changed, when `op` is update or replace. */
  diff: string[];
  /** Short digest of the inputs as the program gave them. */
  digest: string;
}

export interface Diagnostic {
  severity: "warning" | "error";
  /** The resource it is about, when it is about one. */
  urn?: string;
  message: string;
}

/** What a program says by the way; its warnings and errors are diagnostics. */
export interface LogLine {
  message: string;
  /** The resource it is about, when it is about one. */
  urn?: string;
  /** Where it came from: `pulumi.log`, or the program's own output. */
  stream: "log" | "stdout" | "stderr";
}

export type RunEvent =
  { kind: "step"; step: Step; ms: number } | { kind: "diagnostic"; diagnostic: Diagnostic };

/** Milliseconds. */
interface Durations {
  /** Until the program's process had loaded the SDK and registered its stack. */
  load: number;
  /** From then until the program ended. */
  program: number;
  total: number;
}

export interface RunResult {
  /** False when anything failed; what was made until then is kept for the next run. */
  ok: boolean;
  /** The stack's outputs; secrets are `Secret`s, and in a preview what is not known yet is `Unknown`. */
  outputs: Props;
  /** In the order in which they ended. */
  steps: Step[];
  /** All resources of the stack as they are now, in a preview as they would be. */
  resources: Resource[];
  diagnostics: Diagnostic[];
  durations: Durations;
}
