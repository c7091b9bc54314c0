// Another commit of this repository, ready to be started.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import { UsageError } from "../../local/errors.ts";
import { repository } from "./paths.ts";

const run = promisify(execFile);

/**
 * Checks `ref` out in a folder of its own and installs what it needs; the folder is gone when `lifetime` ends.
 * @returns the folder
 * @throws UsageError when git knows no such commit
 */
export async function checkOut(ref: string, lifetime: Lifetime): Promise<string> {
  const commit = await resolveCommit(ref);
  const parent = await mkdtemp(join(tmpdir(), "bench-"));
  const directory = join(parent, "checkout");
  await lifetime.onEnd(async () => {
    await run("git", ["worktree", "remove", "--force", directory], { cwd: repository });
    await rm(parent, { recursive: true });
  });
  await run("git", ["worktree", "add", "--detach", directory, commit], { cwd: repository });
  await run("npm", ["ci"], { cwd: directory, signal: lifetime.signal });
  return directory;
}

async function resolveCommit(ref: string) {
  try {
    const { stdout } = await run("git", ["rev-parse", "--verify", `${ref}^{commit}`], { cwd: repository });
    return stdout.trim();
  } catch (cause) {
    throw new UsageError(
      `--against ${ref}: git knows no such commit; a clone without history gets it by git fetch --unshallow`,
      { cause },
    );
  }
}
