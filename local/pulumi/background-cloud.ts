// The cloud from outside its process: found, started in the background, and ended.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tell } from "../cli/diagnostics.ts";
import { type CloudFile, cloudFilePath, readCloudFile } from "./cloud-file.ts";
import { CloudError } from "./errors.ts";

/** What a cloud in the background says when it has started, or has not. */
export type Message = { ready: true } | { ready: false; reason: string };

const program = fileURLToPath(new URL("cloud.ts", import.meta.url));

/** The cloud that runs for the program in `directory`. */
export async function findCloud(directory: string): Promise<CloudFile | undefined> {
  const file = readCloudFile(directory);
  const socket = file && (await open(file.providerPort));
  socket?.destroy();
  return socket && file;
}

/**
 * Starts one that outlives this process.
 * @param flags as `npm run cloud` takes them
 * @throws CloudError with what the cloud says of why it did not start
 */
export async function startCloud(directory: string, flags: string[] = []): Promise<CloudFile> {
  const log = join(dirname(cloudFilePath(directory)), "cloud.log");
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, "w");
  const child = spawn(process.execPath, [program, ...flags], {
    cwd: directory,
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  const reason = await Promise.race([
    once(child, "message").then(([message]: Message[]) => (message?.ready ? undefined : message?.reason)),
    once(child, "exit").then(() => `it ended at once; ${log} has what it wrote`),
  ]);
  child.unref();
  const file = readCloudFile(directory);
  if (reason !== undefined || !file) {
    throw new CloudError(
      `the local cloud did not start: ${reason}\n\`npm run cloud -- --background\` starts it with flags of your own`,
    );
  }
  tell(
    "started a local cloud, which stays in the background with what is made in it: `npm run cloud -- --stop` ends it",
  );
  return file;
}

/** Resolves when it is gone. @throws CloudError when there is none */
export async function stopCloud(directory: string) {
  const file = readCloudFile(directory);
  const socket = file && (await open(file.providerPort));
  if (!socket) throw new CloudError("no cloud runs for this folder");
  const closed = once(socket, "close");
  process.kill(file.pid, "SIGTERM");
  await closed;
}

/** A connection to a port of this machine, or undefined when nobody listens there. */
function open(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    // Read from, since the end of what is never read is never told.
    const socket = connect(port, "127.0.0.1").resume();
    socket.once("connect", () => resolve(socket));
    // Later errors, such as a reset at the end, are told by the close that follows them.
    socket.on("error", () => resolve(undefined));
  });
}
