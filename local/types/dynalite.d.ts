// dynalite 4 comes without types: what we use of it.
declare module "dynalite" {
  import type { Server } from "node:http";

  interface DynaliteOptions {
    /** Folder of the LevelDB store. Default: in memory. */
    path?: string;
    /** Milliseconds that a table stays in CREATING, UPDATING or DELETING. Default: 500 each. */
    createTableMs?: number;
    updateTableMs?: number;
    deleteTableMs?: number;
  }

  /** An HTTP server that speaks DynamoDB's protocol; it does not listen yet. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
