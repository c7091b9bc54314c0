import { existsSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository, type RunningCloud, startCloud } from "./support/cloud.ts";
import { childrenOf } from "./support/processes.ts";

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connectTcp(port, "localhost");
    socket.once("connect", () => resolve(socket.destroy() !== undefined));
    socket.once("error", () => resolve(false));
  });

const ports = ({ sites, sockets, endpoints }: RunningCloud) =>
  [...sites, ...sockets.map(({ url }) => url), ...Object.values(endpoints)].map((url) =>
    Number(new URL(url).port),
  );

test.for(["SIGINT", "SIGTERM"] as const)(
  "%s ends every process and frees every port, also while a handler hangs",
  async (signal) => {
    const cloud = await startCloud("--program", "e2e/programs/hangs");
    const hanging = cloud.next((line) => line.kind === "log" && line.message.includes("hanging in process"));
    const socket = new WebSocket(String(cloud.outputs.socketUrl));
    socket.addEventListener("open", () => socket.send("{}"));
    await hanging;

    const processes = childrenOf(cloud.child.pid ?? 0);
    expect(processes.length).toBeGreaterThan(0);
    for (const port of ports(cloud)) expect(await isListening(port)).toBe(true);

    expect(await cloud.stop(signal)).toBe(0);
    for (const pid of processes) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    for (const port of ports(cloud)) expect(await isListening(port)).toBe(false);
    expect(existsSync(join(repository, ".local", "outputs.json"))).toBe(false);
  },
);
