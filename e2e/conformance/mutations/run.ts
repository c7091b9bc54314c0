// Applies each mutation by itself, and sees the test of its row fail.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "../../support/cloud.ts";
import { ROWS } from "../rows.ts";
import { Copy } from "./copy.ts";
import type { Mutation } from "./mutation.ts";
import { MUTATIONS } from "./mutations.ts";

/** Keys of the mutations that were caught, so that a run goes on where it was stopped. */
const STATE = join(repository, ".local", "mutations.json");

/** @returns whether every row has a mutation, and each was caught */
export async function runMutations({ again }: { again: boolean }): Promise<boolean> {
  const startedAt = performance.now();
  const caught = again ? new Set<string>() : readState();
  const copy = new Copy();
  let count = 0;
  try {
    for (const mutation of MUTATIONS) {
      const key = keyOf(mutation);
      const verdict = caught.has(key) ? "caught" : await copy.try(mutation);
      if (verdict === "caught") {
        count++;
        writeState(caught.add(key));
      }
      console.log(`${String(mutation.row).padStart(2)}  ${verdict.padEnd(8)}  ${mutation.file}`);
    }
  } finally {
    copy.remove();
  }
  return summarize(count, startedAt);
}

function summarize(count: number, startedAt: number) {
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  const rows = Object.keys(ROWS).map(Number);
  const without = rows.filter((number) => !MUTATIONS.some(({ row }) => row === number));
  if (without.length > 0) console.log(`no mutation of the rows ${without.join(", ")}`);
  console.log(`${count} of ${MUTATIONS.length} caught, in ${minutes} min`);
  return count === MUTATIONS.length && without.length === 0;
}

/** What it is applied to is part of it, so that a changed source is tried again. */
function keyOf({ row, file, from, to }: Mutation) {
  const path = join(repository, file);
  const source = existsSync(path) ? readFileSync(path, "utf8") : "";
  return `${row}-${createHash("sha256")
    .update(JSON.stringify([source, from, to]))
    .digest("hex")}`;
}

const readState = () =>
  new Set(existsSync(STATE) ? (JSON.parse(readFileSync(STATE, "utf8")) as string[]) : []);

function writeState(caught: Set<string>) {
  mkdirSync(dirname(STATE), { recursive: true });
  writeFileSync(STATE, JSON.stringify([...caught], null, 2));
}
