// The processes below a process.
import { execFileSync } from "node:child_process";

/** Every descendant of `pid`, by the system's own table. */
export function childrenOf(pid: number): number[] {
  const table = execFileSync("ps", ["-e", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const direct = table.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
  return direct.flatMap((child) => [child, ...childrenOf(child)]);
}
