import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { closed, type LambdaFixture, openDoor, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
let door: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  fixture = await startLambda();
  door = await openDoor();
});
afterEach(async () => {
  await fixture.dispose();
  door.close();
});

test("stopping ends a process that is frozen and one that hangs and ignores signals", async () => {
  await fixture.create("idle", "export const handler = async () => process.pid;");
  await fixture.create(
    "hanging",
    `process.on("SIGTERM", () => {});
     export const handler = async () => { console.log(process.pid); for (;;); };`,
  );
  const idle = await fixture.call("idle");
  fixture.context.clock.advance(20);
  const logged = new Promise<string>((resolve) =>
    fixture.context.events.listen((event) => event.kind === "log" && resolve(event.message)),
  );
  const hanging = fixture.invoke("hanging");
  const pids = [idle, (await logged).split("\t").at(-1)].map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  await fixture.lambda.stop();
  expect(pids.map(isAlive)).toEqual([false, false]);
  expect(await hanging).toMatchObject({ errorType: "Runtime.ExitError" });
});

test("stopping ends the processes that a function started", async () => {
  await fixture.create(
    "f",
    `import { spawn } from "node:child_process";
     export const handler = async () =>
       spawn(process.execPath, ["-e", 'require("net").connect(${door.port}, "localhost")']).pid;`,
  );
  await fixture.call("f");
  const child = await door.next();
  await fixture.lambda.stop();
  await closed(child);
});

test("deleting a function ends its process and the calls that wait for it", async () => {
  await fixture.create("f", "export const handler = async () => process.pid;");
  const pid = Number(await fixture.call("f"));
  const waiting = fixture.invoke("f");
  await fixture.lambda.deleteFunction("f");
  expect(isAlive(pid)).toBe(false);
  expect(await waiting).toMatchObject({ kind: "failed" });
});

test("a cloud that is killed leaves no process, even a frozen or a busy one", async () => {
  const connect = `import { connect } from "node:net"; connect(${door.port}, "localhost");`;
  const cloud = spawn(
    process.execPath,
    [
      "--input-type=module-typescript",
      "--eval",
      `import { startLambda } from "./testing.ts";
       const fixture = await startLambda();
       await fixture.create("frozen", '${connect} export const handler = async () => {};');
       await fixture.create("busy", '${connect} export const handler = async () => { console.log(""); for (;;); };');
       await fixture.call("frozen");
       fixture.context.clock.advance(20);
       fixture.context.events.listen(() => process.stdout.write(fixture.context.directory));
       await fixture.call("busy");`,
    ],
    { cwd: fileURLToPath(new URL(".", import.meta.url)), stdio: ["ignore", "pipe", "inherit"] },
  );
  const sockets = [await door.next(), await door.next()];
  const [directory] = await once(cloud.stdout, "data");
  cloud.kill("SIGKILL");
  await Promise.all(sockets.map(closed));
  await rm(String(directory), { recursive: true });
});

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
