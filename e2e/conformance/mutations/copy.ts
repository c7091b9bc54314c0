// A copy of the repository in which one source at a time is broken.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../support/cloud.ts";
import type { Mutation } from "./mutation.ts";

/** What the suite needs to run. */
const COPIED = ["local", "e2e", "package.json"];
const SUITE = "e2e/conformance/conformance.test.ts";

/** A broken cloud often answers nothing at all; a row that is right takes a tenth of this. In ms. */
const TEST_TIMEOUT = 8_000;
/** For the cloud and the probe to start, in ms. */
const START_TIMEOUT = 60_000;

export type Verdict = "caught" | "SURVIVED" | "its text is not there once" | "its test did not run";

export class Copy {
  readonly #directory = mkdtempSync(join(tmpdir(), "mutations-"));

  constructor() {
    for (const name of COPIED) {
      cpSync(join(repository, name), join(this.#directory, name), { recursive: true });
    }
    symlinkSync(join(repository, "node_modules"), join(this.#directory, "node_modules"));
    // The repository's own is about the frontend too, which is not here.
    writeFileSync(join(this.#directory, "vitest.config.js"), "export default {};\n");
  }

  /** Breaks what the mutation says, runs the row's test, and mends it again. */
  async try({ row, file, from, to }: Mutation): Promise<Verdict> {
    const path = join(this.#directory, file);
    const source = readFileSync(path, "utf8");
    if (source.split(from).length !== 2) return "its text is not there once";
    writeFileSync(
      path,
      source.replace(from, () => to),
    );
    try {
      const { numPassedTests, numFailedTests } = await this.#runRow(row);
      if (numPassedTests + numFailedTests !== 1) return "its test did not run";
      return numFailedTests === 1 ? "caught" : "SURVIVED";
    } finally {
      writeFileSync(path, source);
    }
  }

  remove() {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #runRow(row: number) {
    const results = join(this.#directory, `row-${row}.json`);
    const child = spawn(
      process.execPath,
      [
        join(repository, "node_modules", "vitest", "vitest.mjs"),
        ...["run", SUITE, "-t", `\\[GW-${row}\\]`],
        ...[
          "--hookTimeout",
          String(START_TIMEOUT),
          "--testTimeout",
          String(TEST_TIMEOUT),
          "--reporter",
          "json",
          "--outputFile",
          results,
        ],
      ],
      { cwd: this.#directory, stdio: "ignore" },
    );
    await once(child, "close");
    return JSON.parse(readFileSync(results, "utf8")) as { numPassedTests: number; numFailedTests: number };
  }
}
