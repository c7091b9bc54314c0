// Runs the CLI with the terminal attached.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Cli } from "./cli.ts";

/** Added to the number of the signal that ended a process, as shells do. */
const SIGNALLED = 128;

/** Resolves with the exit code. */
export async function runCli(
  { executable }: Cli,
  args: string[],
  { directory, env }: { directory: string; env: NodeJS.ProcessEnv },
): Promise<number> {
  const child = spawn(executable, args, { cwd: directory, env, stdio: "inherit" });
  // A terminal sends Ctrl-C to the CLI as well, which cancels in its own way and is waited for.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      resolve(code ?? SIGNALLED + (signal ? constants.signals[signal] : 0)),
    );
  });
}
