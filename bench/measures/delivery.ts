// What it takes to bring a message to everybody else in the room.
import { fork } from "node:child_process";
import { once } from "node:events";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import type { Table } from "../report/table.ts";
import type { Run } from "../run.ts";
import { type ChatClients, connectClients } from "../support/chat-clients.ts";
import { npmStart } from "../support/npm-start.ts";
import { CPU_IS_COUNTED, cpuOf } from "../support/process-tree.ts";

const CLIENTS = 50;
const MESSAGES = 50;

/** Messages before those that are measured: functions start, and V8 compiles. */
const WARM_UP_MESSAGES = 40;

/** The bare server is done with the messages of the cloud before one tick of the clock that counts its CPU. */
const BARE_FACTOR = 40;

const BARE = "bare ws server";

interface Delivery {
  perSecond: number;
  /** CPU of the server's processes, ms each. */
  cpu: number;
}

export function measureDelivery(run: Run): Promise<Table[]> {
  return run.during(async (lifetime) => {
    run.say("delivery: npm start");
    const { pid, ready } = await npmStart(lifetime);
    const bare = await startBareServer(lifetime);
    const cloud = await connectClients(String(ready.outputs.socketUrl), CLIENTS);
    const others = await connectClients(bare.url, CLIENTS);
    await deliver(cloud, WARM_UP_MESSAGES);
    await deliver(others, WARM_UP_MESSAGES * BARE_FACTOR);
    const taken = await run.byTurns({
      "local cloud": () => measure(pid, cloud, MESSAGES),
      [BARE]: () => measure(bare.pid, others, MESSAGES * BARE_FACTOR),
    });
    await Promise.all([cloud.close(), others.close()]);
    return [tableOf(taken)];
  });
}

function tableOf(taken: Record<string, Delivery[]>): Table {
  return {
    title: "Delivery",
    about: `${CLIENTS} plain clients; one sends ${MESSAGES} messages back to back, each of which reaches the ${CLIENTS - 1} others. The bare server gets ${BARE_FACTOR} times as many, and runs no functions. CPU is that of the server's whole process tree.`,
    columns: [
      { title: "deliveries/s", besides: BARE },
      { title: "CPU ms per delivery", besides: BARE },
    ],
    rows: Object.entries(taken).map(([name, deliveries]) => ({
      name,
      samples: [
        deliveries.map(({ perSecond }) => perSecond),
        CPU_IS_COUNTED ? deliveries.map(({ cpu }) => cpu) : [],
      ],
    })),
  };
}

/** @param pid of the process whose tree serves the clients */
async function measure(pid: number, clients: ChatClients, messages: number): Promise<Delivery> {
  const deliveries = messages * (clients.count - 1);
  const cpu = cpuOf(pid);
  const started = performance.now();
  await deliver(clients, messages);
  const seconds = (performance.now() - started) / 1_000;
  return { perSecond: deliveries / seconds, cpu: (cpuOf(pid) - cpu) / deliveries };
}

/** The first client sends; resolves when every message has reached all the others. */
async function deliver(clients: ChatClients, messages: number) {
  for (let message = 0; message < messages; message++) clients.send(0);
  await clients.received(messages * (clients.count - 1));
}

async function startBareServer(lifetime: Lifetime) {
  const child = fork(new URL("../support/broadcast-server.ts", import.meta.url));
  await lifetime.onEnd(() => void child.kill());
  const [port] = await once(child, "message");
  return { pid: child.pid ?? 0, url: `ws://localhost:${port}` };
}
