// A policy pack's own process: the SDK's `cmd/run-policy-pack`, started as the CLI's own language host starts it.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { locateRunner, nodeArguments, runtimeEnvironment } from "../engine/program.ts";
import type { RuntimeOptions } from "../engine/project.ts";

interface Options {
  /** The folder with PulumiPolicy.yaml. */
  directory: string;
  runtime: RuntimeOptions;
  /** What the SDK's runner takes before the folder: where the engine is. */
  args: string[];
  env?: Record<string, string>;
}

/** The process, which writes the port of its server first, and does not end by itself: it is killed with this one. */
export function startPackProcess({
  directory,
  runtime,
  args,
  env,
}: Options): ChildProcessByStdio<null, Readable, Readable> {
  const child = spawn(
    process.execPath,
    [...nodeArguments(runtime), locateRunner(directory, "run-policy-pack"), ...args, directory],
    {
      // Where the pack looks for its package.json.
      cwd: directory,
      env: { ...process.env, ...env, ...runtimeEnvironment(runtime) },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("close", () => process.off("exit", kill));
  return child;
}
