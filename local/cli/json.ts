// What `--json` prints: a line when ready, then a line for each event and each new deployment.
import type { OutputsFile } from "../outputs-file.ts";
import type { Summary } from "./summary.ts";

export interface ReadyLine extends Summary, OutputsFile {
  kind: "ready";
}

/** A changed program was deployed, or was not: then the old one stays live. */
export interface DeployLine {
  kind: "deploy";
  ok: boolean;
  /** How many resources were changed in each way. */
  changes: Record<string, number>;
  /** What went wrong. */
  diagnostics: string[];
  ms: number;
}
