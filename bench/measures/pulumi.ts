// The real Pulumi CLI beside our own engine, on the chat and on a program that makes nothing.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { copyProgram } from "../../e2e/support/copy.ts";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import { findCli } from "../../local/pulumi/cli.ts";
import type { Table } from "../report/table.ts";
import type { Run } from "../run.ts";
import { repository } from "../support/paths.ts";

const CHAT = ".";
const EMPTY = "bench/programs/empty";
const EMPTY_ROW = "empty program";
const POLICIES = ["--policy-pack", "policy", "--policy-pack-config", "policy/config.local.json"];

interface Figures {
  /** Of a stack in which nothing is made yet. */
  preview: number;
  guarded: number[];
  up: number;
  /** Of the plan that our own engine makes of the same program. */
  own: number;
}

export async function measurePulumi(run: Run): Promise<Table[]> {
  run.say("pulumi: finding the CLI");
  await findCli();
  const taken = await run.byTurns({
    chat: (lifetime) => measureProgram(lifetime, CHAT, POLICIES),
    [EMPTY_ROW]: (lifetime) => measureProgram(lifetime, EMPTY),
  });
  const columns: [title: string, pick: (figures: Figures) => number[]][] = [
    ["preview, ms", ({ preview }) => [preview]],
    ["with the policy pack, ms", ({ guarded }) => guarded],
    ["up, ms", ({ up }) => [up]],
    ["our engine: plan, ms", ({ own }) => [own]],
  ];
  return [
    {
      title: "The real Pulumi CLI",
      about:
        "Previews of a stack in which nothing is made yet, then up without a preview of its own; a cloud runs already. The chat's site is built each time.",
      columns: columns.map(([title]) => ({ title, besides: EMPTY_ROW })),
      rows: Object.entries(taken).map(([name, rounds]) => ({
        name,
        samples: columns.map(([, pick]) => rounds.flatMap(pick)),
      })),
    },
  ];
}

/** @param policies flags for a preview that is guarded; none where there is no pack to guard with */
async function measureProgram(
  lifetime: Lifetime,
  program: string,
  policies: string[] = [],
): Promise<Figures> {
  const { directory, remove } = copyProgram(program);
  await lifetime.onEnd(remove);
  const node = (script: string, ...args: string[]) => timed(directory, lifetime.signal, script, args);
  await node("local/pulumi/cloud.ts", "--background", "--port", "0");
  await lifetime.onEnd(
    async () => void (await timed(directory, undefined, "local/pulumi/cloud.ts", ["--stop"])),
  );
  const pulumi = (...args: string[]) => node("local/pulumi/run.ts", ...args, "--non-interactive");
  // What is compiled and kept for the next time is of no interest.
  await pulumi("preview");
  return {
    preview: await pulumi("preview"),
    guarded: policies.length > 0 ? [await pulumi("preview", ...policies)] : [],
    up: await pulumi("up", "--yes", "--skip-preview"),
    own: await node("local/start.ts", "--preview", "--program", directory),
  };
}

/** @returns milliseconds from start to end of a script of this repository */
async function timed(cwd: string, signal: AbortSignal | undefined, script: string, args: string[]) {
  const started = performance.now();
  // As npm's scripts do.
  const cache = pathToFileURL(join(repository, "local/compile-cache.ts")).href;
  await promisify(execFile)(process.execPath, ["--import", cache, join(repository, script), ...args], {
    cwd,
    signal,
  });
  return performance.now() - started;
}
