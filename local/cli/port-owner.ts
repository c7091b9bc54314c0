// Who holds a port, as far as the system tells: Linux in /proc, others through lsof.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/** The state of a listening socket in /proc/net/tcp: https://docs.kernel.org/networking/proc_net_tcp.html */
const LISTEN = "0A";

/** `name (process 123)`, on Linux with its folder, or undefined where nobody can be named. */
export function portOwner(port: number): string | undefined {
  try {
    return process.platform === "linux" ? ownerFromProc(port) : ownerFromLsof(port);
  } catch {
    return undefined;
  }
}

function ownerFromProc(port: number) {
  const inodes = new Set(["tcp", "tcp6"].flatMap((table) => listeningInodes(`/proc/net/${table}`, port)));
  const holders = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry) && holdsOne(entry, inodes));
  const pid = holders[0];
  if (!pid) return undefined;
  // Not its `comm`, which Node.js sets to MainThread.
  const program = basename(readlinkSync(`/proc/${pid}/exe`));
  return `${program} (process ${pid}, in ${readlinkSync(`/proc/${pid}/cwd`)})`;
}

function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
  return readFileSync(table, "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, address, , state]) => address?.endsWith(`:${hexPort}`) && state === LISTEN)
    .flatMap((columns) => columns[9] ?? []);
}

/** Processes of other people cannot be looked into; they are passed over. */
function holdsOne(pid: string, inodes: Set<string>) {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      return inode !== undefined && inodes.has(inode);
    });
  } catch {
    return false;
  }
}

function ownerFromLsof(port: number) {
  const out = execFileSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"], { encoding: "utf8" });
  const pid = /^p(\d+)$/m.exec(out)?.[1];
  const command = /^c(.+)$/m.exec(out)?.[1];
  return pid && `${command} (process ${pid})`;
}
