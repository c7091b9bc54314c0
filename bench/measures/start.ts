// From the command to the moment at which the chat can be used.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import type { Table } from "../report/table.ts";
import type { Run } from "../run.ts";
import { npmStart } from "../support/npm-start.ts";
import { startPhases } from "./start-phases.ts";

const EMPTY_PROGRAM = "bench/programs/empty";
const BARE = "node -e 0";

export async function measureStart(run: Run): Promise<Table[]> {
  const taken = await run.byTurns({
    "npm start": (lifetime) => npmStart(lifetime),
    "npm start, for the first time": npmStartForTheFirstTime,
    "npm start, empty program": (lifetime) => npmStart(lifetime, { args: ["--program", EMPTY_PROGRAM] }),
    [BARE]: bareNode,
  });
  const whole: Table = {
    title: "From npm start to ready",
    about:
      "The site is built first, unless the program is empty and has none. The first time, no compiled code is kept from before.",
    columns: [{ title: "ms", besides: BARE }],
    rows: Object.entries(taken).map(([name, starts]) => ({ name, samples: [starts.map(({ ms }) => ms)] })),
  };
  const npm = taken["npm start"].map(({ ms, ready }) => ms - ready.ms);
  return [whole, await startPhases(run, npm)];
}

/** With an empty temporary folder, which is where Node.js and the engine keep compiled code. */
async function npmStartForTheFirstTime(lifetime: Lifetime) {
  const TMPDIR = await mkdtemp(join(tmpdir(), "bench-"));
  await lifetime.onEnd(() => rm(TMPDIR, { recursive: true, force: true }));
  return npmStart(lifetime, { variables: { TMPDIR } });
}

async function bareNode({ signal }: Lifetime) {
  const started = performance.now();
  await promisify(execFile)(process.execPath, ["-e", "0"], { signal });
  return { ms: performance.now() - started };
}
