// The processes below a process.
import { execFileSync } from "node:child_process";

/** Every descendant of `pid`. */
export function childrenOf(pid: number): number[] {
  const direct = processes().filter((process) => process.parent === pid);
  return direct.flatMap((child) => [child.pid, ...childrenOf(child.pid)]);
}

/** Those of `pids` that still run. */
export function running(pids: number[]): number[] {
  const now = new Set(processes().map(({ pid }) => pid));
  return pids.filter((pid) => now.has(pid));
}

/** The system's table, without those that have ended and wait for their parent to ask how. */
function processes() {
  return execFileSync("ps", ["-e", "-o", "pid=,ppid=,stat="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => !state?.startsWith("Z"))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}
