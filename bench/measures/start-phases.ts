// What the time of a start goes into, each part measured by itself.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import { Cloud } from "../../local/cloud/cloud.ts";
import { Engine } from "../../local/engine/engine.ts";
import { AwsProvider } from "../../local/provider/aws-provider.ts";
import { buildSite } from "../../local/site-build.ts";
import type { Table } from "../report/table.ts";
import type { Run } from "../run.ts";
import { repository } from "../support/paths.ts";

/** @param npm milliseconds that npm took in each round before it ran anything */
export async function startPhases(run: Run, npm: number[]): Promise<Table> {
  const { modules, parts } = await run.byTurns({ modules: loadModules, parts: startParts });
  const rows = {
    "npm itself": npm,
    "Node.js, and modules of the local cloud": modules,
    "services of the cloud": parts.map(({ cloud }) => cloud),
    "build of the site": parts.map(({ site }) => site),
    "program: load of the SDK": parts.map(({ load }) => load),
    "program: its modules and resources": parts.map(({ program }) => program),
  };
  return {
    title: "What a start consists of",
    about:
      "Each part by itself, one after the other as in a start; some of the parts run in the bench's own process.",
    columns: [{ title: "ms" }],
    rows: Object.entries(rows).map(([name, samples]) => ({ name, samples: [samples] })),
  };
}

/** The help needs all modules and does nothing with them. */
async function loadModules({ signal }: Lifetime) {
  const [ms] = await timed(() =>
    promisify(execFile)(process.execPath, ["local/start.ts", "--help"], { cwd: repository, signal }),
  );
  return ms;
}

async function startParts(lifetime: Lifetime) {
  const [cloudMs, cloud] = await timed(() =>
    Cloud.start({ port: 0, host: "localhost", region: "us-east-1" }),
  );
  await lifetime.onEnd(() => cloud.stop());
  const engine = new Engine({ provider: new AwsProvider(cloud) });
  await lifetime.onEnd(() => engine.stop());
  const [site] = await timed(() => buildSite(repository, lifetime.signal));
  const { ok, diagnostics, durations } = await engine.run({
    directory: repository,
    stack: "local",
    preview: false,
  });
  if (!ok) throw new Error(`the program failed: ${diagnostics.map(({ message }) => message).join("; ")}`);
  return { cloud: cloudMs, site, load: durations.load, program: durations.total - durations.load };
}

async function timed<T>(work: () => Promise<T>): Promise<[ms: number, result: T]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}
