// The stack's state, as far as it is looked at before the CLI looks at it.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { STACK } from "../stack.ts";
import type { Cli } from "./cli.ts";
import { backendDirectory } from "./environment.ts";

/** Where Pulumi's file backend keeps a stack. */
const stateFile = (directory: string, project: string) =>
  join(backendDirectory(directory), ".pulumi", "stacks", project, `${STACK}.json`);

/** Makes the stack when it is not there. */
export function ensureStack({ executable }: Cli, directory: string, project: string, env: NodeJS.ProcessEnv) {
  if (existsSync(stateFile(directory, project))) return;
  const args = ["stack", "select", "--create", STACK, "--non-interactive"];
  execFileSync(executable, args, { cwd: directory, env, stdio: ["ignore", "ignore", "inherit"] });
}

/** Whether the last update left resources besides the stack itself; false for a state that cannot be read. */
export function hasResources(directory: string, project: string): boolean {
  try {
    const { checkpoint } = JSON.parse(readFileSync(stateFile(directory, project), "utf8"));
    return checkpoint.latest.resources.length > 1;
  } catch {
    return false;
  }
}
