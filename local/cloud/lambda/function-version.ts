// One version of a function, $LATEST or a published one, with environments of its own.
import type { FunctionConfiguration } from "./function-configuration.ts";
import type { Pool } from "./pool.ts";

export interface FunctionVersion {
  configuration: FunctionConfiguration;
  /** Folder of the unpacked code. */
  taskRoot: string;
  pool: Pool;
}
