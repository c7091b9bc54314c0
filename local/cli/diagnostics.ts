// What went wrong in a run, and why a start ended, for the person at the terminal.
import { stripVTControlCharacters, styleText } from "node:util";
import { CloudStartError, PortBusyError } from "../cloud/errors.ts";
import { EngineError } from "../engine/errors.ts";
import { renderDiagnostic } from "../engine/plan.ts";
import type { Diagnostic } from "../engine/run-result.ts";
import { StartError } from "../errors.ts";
import { portOwner } from "./port-owner.ts";

/** Writes what went wrong in a run to standard error, each with its resource. */
export function reportDiagnostics(diagnostics: Diagnostic[]) {
  for (const diagnostic of diagnostics) tell(renderDiagnostic(diagnostic));
}

/** Writes to standard error. The SDK colours stack traces whoever reads them; a file gets the plain text. */
export function tell(message: string) {
  const text = process.stderr.isTTY ? message : stripVTControlCharacters(message);
  process.stderr.write(`${text.trimEnd()}\n`);
}

/** Says what is being done, to somebody who waits for it. */
export function progress(what: string) {
  if (process.stderr.isTTY) tell(styleText("dim", `${what} …`));
}

/** Mistakes that people can mend are told in a sentence; anything else with its stack. */
export function explain(error: unknown): string {
  if (error instanceof PortBusyError) {
    const owner = portOwner(error.port);
    const holder = owner ? ` by ${owner}` : "";
    return `${error.message}${holder}: end that, or give another with --port (0 takes any free one)`;
  }
  if (error instanceof StartError || error instanceof EngineError || error instanceof CloudStartError) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
