// An edit through both engines at once, each on a cloud of its own, and what they did differently.
import { isDeepStrictEqual } from "node:util";
import type { Edit } from "./edits/edit.ts";
import { startInProcess } from "./in-process.ts";
import type { RealEngine } from "./real.ts";
import { toRun, type RawRun, type Run } from "./record.ts";
import type { Runner } from "./runner.ts";
import type { Workspace } from "./workspace.ts";

export interface Outcome {
  inProcess: Run;
  real: Run;
}

/** What each run of the edit's programs was. */
export async function runEdit(edit: Edit, workspace: Workspace, engine: RealEngine): Promise<Outcome[]> {
  const runners = await Promise.all([startInProcess(workspace), engine.start()]);
  try {
    const outcomes: Outcome[] = [];
    let before: RawRun[] = [];
    for (const program of edit.programs) {
      workspace.become(program);
      const runs = await Promise.all(runners.map((runner) => withFault(runner, program.fault)));
      const [inProcess, real] = runs.map((run, index) => toRun(run, before[index]?.resources ?? []));
      if (inProcess && real) outcomes.push({ inProcess, real });
      before = runs;
    }
    return outcomes;
  } finally {
    await Promise.all(runners.map((runner) => runner.stop()));
  }
}

async function withFault(runner: Runner, fault: Edit["programs"][number]["fault"]) {
  const mend = fault?.(runner.cloud);
  try {
    return await runner.run();
  } finally {
    mend?.();
  }
}

/** One line for each difference: none when both did the same. */
export function differencesOf({ inProcess, real }: Outcome): string[] {
  const lists = (["operations", "calls", "order"] as const).flatMap((key) => [
    ...inProcess[key].filter((each) => !real[key].includes(each)).map((each) => `only in process: ${each}`),
    ...real[key].filter((each) => !inProcess[key].includes(each)).map((each) => `only by the CLI: ${each}`),
  ]);
  const told = real.errors.join("\n");
  const errors = inProcess.errors.filter((each) => !told.includes(each));
  return [
    ...(inProcess.ok === real.ok ? [] : [`in process ${verdict(inProcess)}, by the CLI ${verdict(real)}`]),
    ...lists,
    ...(["resources", "outputs"] as const)
      .filter((key) => !isDeepStrictEqual(inProcess[key], real[key]))
      .map(
        (key) =>
          `${key}: ${JSON.stringify(inProcess[key])} in process, ${JSON.stringify(real[key])} by the CLI`,
      ),
    ...errors.map((each) => `only in process: error ${each}`),
  ];
}

const verdict = ({ ok, errors }: Run) => (ok ? "succeeds" : `fails (${errors.join("; ")})`);
