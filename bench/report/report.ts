// A run of the bench as it is kept: under which conditions, and what came out.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { markdown, type Table } from "./table.ts";

export interface Report {
  /** Day of the run, as `2026-01-31`. */
  date: string;
  node: string;
  system: string;
  cpus: number;
  rounds: number;
  tables: Table[];
}

const RESULTS = join(import.meta.dirname, "..", "results");

export function createReport(rounds: number, tables: Table[]): Report {
  return {
    date: new Date().toISOString().slice(0, "2026-01-31".length),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
    cpus: availableParallelism(),
    rounds,
    tables,
  };
}

/** The whole report as text, which is also legible Markdown. */
export function render({ date, node, system, cpus, rounds, tables }: Report): string {
  const conditions = `Node ${node}, ${system}, ${cpus} CPUs, ${date}; median of ${rounds} rounds (least–most).`;
  const advice = "Machines differ and are noisy: compare the figures of one run.";
  return `${["# Benchmarks", `${conditions} ${advice}`, ...tables.map(markdown)].join("\n\n")}\n`;
}

/** Keeps the report as `{name}.md`, and with every sample as `{name}.json`. */
export function keep(report: Report, name: string) {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${name}.md`), render(report));
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
}
