// What a local cloud holds in memory while nobody uses it, and after some people have.
import { setTimeout } from "node:timers/promises";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import type { Table } from "../report/table.ts";
import type { Run } from "../run.ts";
import { connectClients } from "../support/chat-clients.ts";
import { npmStart } from "../support/npm-start.ts";
import { commandOf, MEMORY_COUNTED_AS, memoryOf, treeOf } from "../support/process-tree.ts";

const CLIENTS = 10;

/** After a burst of work, this many ms are left for what it started to come to rest. */
const SETTLE_MS = 500;

/** By what stands in their command lines; the first that fits. */
const KINDS = {
  cloud: /^\S*node .*local\/start\.ts/,
  "environments of functions": /lambda\/runtime\/bootstrap\.ts/,
  "table engine": /dynoxide/,
  "npm and shells": /(?:)/,
};

export async function measureMemory(run: Run): Promise<Table[]> {
  const { memory } = await run.byTurns({ memory: memoryOfACloud });
  const rows = ["all", ...Object.keys(KINDS)].map((name) => ({
    name,
    samples: [memory.map(({ idle }) => idle.get(name) ?? 0), memory.map(({ used }) => used.get(name) ?? 0)],
  }));
  return [
    {
      title: "Memory of the local cloud",
      about: `Its whole process tree, counted as ${MEMORY_COUNTED_AS}: when it is ready, and after ${CLIENTS} clients have connected and each has sent a message to all.`,
      columns: [{ title: "idle, MiB" }, { title: "used, MiB" }],
      rows,
    },
  ];
}

async function memoryOfACloud(lifetime: Lifetime) {
  const { pid, ready } = await npmStart(lifetime);
  await setTimeout(SETTLE_MS, undefined, { signal: lifetime.signal });
  const idle = memoryByKind(pid);
  const clients = await connectClients(String(ready.outputs.socketUrl), CLIENTS);
  for (let index = 0; index < CLIENTS; index++) clients.send(index);
  await clients.received(CLIENTS * (CLIENTS - 1));
  await setTimeout(SETTLE_MS, undefined, { signal: lifetime.signal });
  const used = memoryByKind(pid);
  await clients.close();
  return { idle, used };
}

function memoryByKind(root: number): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (name: string, mebibytes: number) => sums.set(name, (sums.get(name) ?? 0) + mebibytes);
  for (const pid of treeOf(root)) {
    const command = commandOf(pid);
    const [kind = ""] = Object.entries(KINDS).find(([, pattern]) => pattern.test(command)) ?? [];
    const mebibytes = memoryOf(pid);
    add(kind, mebibytes);
    add("all", mebibytes);
  }
  return sums;
}
