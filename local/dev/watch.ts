// Calls back when a source of the program changes: once for a burst of changes, and never twice at a time.
import { watch } from "node:fs";
import { sep } from "node:path";

/** Editors write a file in several steps; this long after the last one, in ms, the change is complete. */
const SETTLED_MS = 80;

/** Folders of tools and of what they make. */
const NOT_SOURCES = new Set(["node_modules", "dist", ".git", ".local", "coverage"]);

/**
 * Watches `directory` and what is below it, but for folders that hold no sources and those in `ignored` (relative).
 * A change that comes while `changed` still runs is answered by one more run. Returns its own undo.
 */
export function watchSources(directory: string, ignored: string[], changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  const run = () => {
    again = running !== undefined;
    running ??= changed().finally(() => {
      running = undefined;
      if (again) run();
    });
  };
  const watcher = watch(directory, { recursive: true }, (_event, file) => {
    if (!file || !isSource(file, ignored)) return;
    clearTimeout(timer);
    timer = setTimeout(run, SETTLED_MS);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}

export function isSource(file: string, ignored: string[]) {
  const parts = file.split(sep);
  return !parts.some((part) => NOT_SOURCES.has(part)) && !ignored.includes(parts[0] ?? "");
}
