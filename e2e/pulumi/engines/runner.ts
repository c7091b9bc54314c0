// An engine with a cloud, for one edit.
import type { Cloud } from "../../../local/cloud/cloud.ts";
import type { RawRun } from "./record.ts";

export interface Runner {
  cloud: Cloud;
  /** Runs the program as it is now. */
  run(): Promise<RawRun>;
  stop(): Promise<void>;
}
