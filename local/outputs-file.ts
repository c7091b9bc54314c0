// `.local/outputs.json`: what scripts need to talk to a running local cloud. It goes when the cloud goes.
import type { Credentials } from "./cloud/iam/iam.ts";
import { writeRunFile } from "./run-file.ts";

export interface OutputsFile {
  /** The stack's exports. */
  outputs: Record<string, unknown>;
  /** Where each service answers, by the AWS SDK's client name. */
  endpoints: Record<string, string>;
  region: string;
  credentials: Credentials;
}

/** Returns what removes it again. */
export const writeOutputsFile = (path: string, content: OutputsFile) => writeRunFile(path, content);
