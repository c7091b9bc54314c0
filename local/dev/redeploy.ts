// Runs the program again when a source of it changes, in the cloud that is already there.
import type { Printer } from "../cli/printer.ts";
import { renderDiagnostic } from "../engine/plan.ts";
import type { RunResult } from "../engine/run-result.ts";
import type { Session } from "../session.ts";
import { watchSources } from "./watch.ts";

/**
 * Returns its own undo.
 * @param viteDirectory is left to Vite
 */
export function redeployOnChange(session: Session, viteDirectory: string | undefined, printer: Printer) {
  return watchSources(session.directory, viteDirectory ? [viteDirectory] : [], async () => {
    try {
      printer.deployed(outcomeOf(await session.run()));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      printer.deployed({ ok: false, changes: {}, diagnostics: [message], ms: 0 });
    }
  });
}

function outcomeOf({ ok, steps, diagnostics, durations }: RunResult) {
  const changes: Record<string, number> = {};
  for (const { op } of steps) if (op !== "same") changes[op] = (changes[op] ?? 0) + 1;
  return { ok, changes, diagnostics: diagnostics.map(renderDiagnostic), ms: durations.total };
}
