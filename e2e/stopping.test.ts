import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { repository, type RunningCloud, startCloud } from "./support/cloud.ts";
import { childrenOf, running } from "./support/processes.ts";

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
    expect(running(processes)).toEqual([]);
    for (const port of ports(cloud)) expect(await isListening(port)).toBe(false);
    expect(existsSync(join(repository, ".local", "outputs.json"))).toBe(false);
  },
);

test("npm passes a signal on: ended from outside, npm start leaves nothing behind", async () => {
  const npm = spawn("npm", ["start", "--", "--port", "0", "--json", "--program", "e2e/programs/raw"], {
    cwd: repository,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve) =>
    createInterface({ input: npm.stdout }).on("line", (line) => line.includes('"ready"') && resolve()),
  );
  const processes = childrenOf(npm.pid ?? 0);
  expect(processes.length).toBeGreaterThan(1);
  npm.kill("SIGTERM");
  // Its output ends when the last process that holds it is gone.
  await once(npm, "close");
  expect(running(processes)).toEqual([]);
});
