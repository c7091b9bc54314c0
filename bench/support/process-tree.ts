// What a process and all that it started take of the machine.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { childrenOf } from "../../e2e/support/processes.ts";

const IS_LINUX = process.platform === "linux";

/**
 * How memory is counted: as the proportional set size on Linux, where a page that several processes share counts once;
 * elsewhere as the resident set size, where it counts in each.
 */
export const MEMORY_COUNTED_AS = IS_LINUX ? "PSS" : "RSS";

/** CPU times in /proc come in units of this many ms: sysconf(_SC_CLK_TCK) is 100 wherever Node.js runs. */
const TICK_MS = 10;

const KIBIBYTES = 1024;

/** A process and everything below it, by their ids. */
export const treeOf = (pid: number) => [pid, ...childrenOf(pid)];

/** The command line of a process; empty when it is gone. */
export const commandOf = (pid: number) => ps(pid, "args");

/** MiB that a process has; 0 when it is gone. */
export function memoryOf(pid: number): number {
  const kib = IS_LINUX ? /^Pss: +(\d+)/m.exec(proc(pid, "smaps_rollup"))?.[1] : ps(pid, "rss");
  return Number(kib ?? 0) / KIBIBYTES;
}

/** Elsewhere no figure of this precision is to be had from outside. */
export const CPU_IS_COUNTED = IS_LINUX;

/**
 * Milliseconds of CPU that a process and all it started have had so far, children that have ended included; 0 where
 * it is not counted. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function cpuOf(pid: number): number {
  const ticks = treeOf(pid).flatMap((one) => {
    // The name in parentheses may hold spaces; user, system, and both of waited-for children are fields 14 to 17.
    const fields = proc(one, "stat").split(") ").at(-1)?.split(" ") ?? [];
    return fields.slice(11, 15).map(Number);
  });
  return ticks.reduce((sum, tick) => sum + tick, 0) * TICK_MS;
}

function proc(pid: number, file: string) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // Processes come and go while they are counted.
    return "";
  }
}

function ps(pid: number, column: string) {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
