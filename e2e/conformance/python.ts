// Clients that are not ours, in Python: released versions from PyPI, in an environment of their own below .local.
// Run as a script it makes that environment, which takes a network; tests use it where it is.
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../support/cloud.ts";

const PACKAGES = ["websockets==17.4", "awscli==1.46.3"];

const ENVIRONMENT = join(repository, ".local", "python");
const BIN = join(ENVIRONMENT, process.platform === "win32" ? "Scripts" : "bin");

/** Whether the environment has been made. */
export const hasPython = existsSync(join(BIN, "aws"));

interface Finished {
  code: number;
  output: string;
  errors: string;
}

/** Runs one of the environment's programs to its end, without blocking this process. */
export function runPython(
  program: "python" | "aws",
  args: string[],
  env: Record<string, string> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(join(BIN, program), args, { env: { ...process.env, ...env } }, (error, output, errors) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output, errors }),
    );
  });
}

function install() {
  execFileSync("python3", ["-m", "venv", ENVIRONMENT], { stdio: "inherit" });
  execFileSync(join(BIN, "python"), ["-m", "pip", "install", "--quiet", ...PACKAGES], { stdio: "inherit" });
}

if (import.meta.main) install();
