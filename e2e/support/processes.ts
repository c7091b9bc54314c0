// The processes below a process, without a tool that a bare machine lacks where Linux tells by itself.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

interface Process {
  pid: number;
  parent: number;
  /** `Z` for one that has ended and waits for its parent to ask how. */
  state: string;
}

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

function processes(): Process[] {
  const all = process.platform === "linux" ? fromProc() : fromPs();
  return all.filter(({ state }) => !state.startsWith("Z"));
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name in parentheses may hold anything. */
function fromProc(): Process[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        const [state = "", parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return [{ pid: Number(pid), parent: Number(parent), state }];
      } catch {
        return [];
      }
    });
}

function fromPs(): Process[] {
  return execFileSync("ps", ["-e", "-o", "pid=,ppid=,stat="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, state = ""]) => ({ pid: Number(pid), parent: Number(parent), state }));
}
