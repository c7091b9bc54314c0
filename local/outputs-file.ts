// `.local/outputs.json`: what scripts need to talk to a running local cloud. It goes when the cloud goes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Credentials } from "./cloud/iam/iam.ts";

export interface OutputsFile {
  /** The stack's exports. */
  outputs: Record<string, unknown>;
  /** Where each service answers, by the AWS SDK's client name. */
  endpoints: Record<string, string>;
  region: string;
  credentials: Credentials;
}

/** Readable by its owner alone: it holds credentials and may hold secrets of the stack. */
const MODE = 0o600;

/** Writes the file and returns what removes it, unless another cloud has written its own in its place. */
export function writeOutputsFile(path: string, content: OutputsFile): () => void {
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
