// Runs the program's own `build` script, so that what it deploys is there and current.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { BuildError } from "./errors.ts";

/**
 * Runs `scripts.build` of the package.json in `directory` as npm would, without npm's own start-up time; does
 * nothing where there is no such script. What it prints goes to standard error.
 * @param signal ends the build and every process of it
 * @throws BuildError when it fails
 */
export async function buildSite(directory: string, signal: AbortSignal): Promise<void> {
  const script = buildScript(directory);
  if (!script) return;
  const child = spawn(script, {
    cwd: directory,
    shell: true,
    // A group of its own, since the shell's children outlive the shell.
    detached: true,
    env: {
      ...process.env,
      PATH: [join(directory, "node_modules", ".bin"), process.env.PATH].join(delimiter),
    },
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const end = () => void (child.pid && process.kill(-child.pid, "SIGKILL"));
  signal.addEventListener("abort", end, { once: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  signal.removeEventListener("abort", end);
  signal.throwIfAborted();
  if (code !== 0) throw new BuildError(`the build of ${directory} failed (${script}, exit code ${code})`);
}

function buildScript(directory: string): string | undefined {
  const path = join(directory, "package.json");
  if (!existsSync(path)) return undefined;
  const { scripts } = JSON.parse(readFileSync(path, "utf8")) as { scripts?: Record<string, string> };
  return scripts?.build;
}
