// `.local/cloud.json`: what `npm run pulumi` and scripts need to know of the cloud that resources are kept in.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Credentials } from "../cloud/iam/iam.ts";

export interface CloudFile {
  pid: number;
  /** Where the provider listens, on 127.0.0.1. */
  providerPort: number;
  /** Where each service answers, by the AWS SDK's client name. */
  endpoints: Record<string, string>;
  region: string;
  credentials: Credentials;
}

/** `directory` is the program's. */
export const cloudFilePath = (directory: string) => join(directory, ".local", "cloud.json");

/** Undefined when there is none, or none that can be read. Its cloud may have died without removing it. */
export function readCloudFile(directory: string): CloudFile | undefined {
  try {
    return JSON.parse(readFileSync(cloudFilePath(directory), "utf8")) as CloudFile;
  } catch {
    return undefined;
  }
}
