// What the shim knows of a table and no engine does: kept beside the data, so that it lives as long.
import { readFileSync, renameSync, writeFileSync } from "node:fs";

export interface TableSettings {
  tags: Record<string, string>;
  deletionProtection: boolean;
  tableClass: string;
  /** As in DescribeTable; absent with the default encryption. */
  sse?: { Status: "ENABLED"; SSEType: string; KMSMasterKeyArn?: string };
  /** Name of the attribute that holds the time of expiry; absent when nothing expires. */
  timeToLive?: string;
  pointInTimeRecovery?: PointInTimeRecovery;
}

interface PointInTimeRecovery {
  /** Milliseconds since the Unix epoch. */
  since: number;
  periodInDays: number;
}

const DEFAULTS: TableSettings = { tags: {}, deletionProtection: false, tableClass: "STANDARD" };

export class TableSettingsFile {
  readonly #path?: string;
  readonly #tables: Map<string, TableSettings>;

  /** @param path JSON file; in memory without it */
  constructor(path?: string) {
    this.#path = path;
    this.#tables = new Map(Object.entries(path === undefined ? {} : read(path)));
  }

  /** A table that was never written to has the defaults. */
  get(tableName: string): TableSettings {
    return this.#tables.get(tableName) ?? DEFAULTS;
  }

  /** Changes what `patch` names; a key that is there but undefined is removed. */
  set(tableName: string, patch: Partial<TableSettings>) {
    this.#tables.set(tableName, { ...this.get(tableName), ...patch });
    this.#write();
  }

  delete(tableName: string) {
    if (this.#tables.delete(tableName)) this.#write();
  }

  /** Tables whose items expire, with the attribute that says when. */
  *expiring(): Iterable<[tableName: string, attribute: string]> {
    for (const [tableName, { timeToLive }] of this.#tables) {
      if (timeToLive !== undefined) yield [tableName, timeToLive];
    }
  }

  /** By way of a second file, so that a crash leaves the old settings or the new, never half of them. */
  #write() {
    if (this.#path === undefined) return;
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify(Object.fromEntries(this.#tables), null, 2));
    renameSync(next, this.#path);
  }
}

function read(path: string): Record<string, TableSettings> {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw new Error(`${path} cannot be read. Remove the folder given by --data to start afresh.`, {
      cause: error,
    });
  }
}
