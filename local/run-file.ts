// Files under `.local/` by which other processes find a cloud that runs. Each goes when its cloud goes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Readable by its owner alone: it holds credentials and may hold secrets of the stack. */
const MODE = 0o600;

/** Writes the file and returns what removes it, unless another cloud has written its own in its place. */
export function writeRunFile(path: string, content: object): () => void {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: MODE });
  return () => {
    try {
      if (readFileSync(path, "utf8") === text) rmSync(path);
    } catch {
      // Somebody has removed it already.
    }
  };
}
