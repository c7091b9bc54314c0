// dynoxide: DynamoDB on SQLite, one static binary, run as a child process.
// https://github.com/nubo-db/dynoxide
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "../http/free-port.ts";
import { Watchdog } from "../watchdog.ts";
import { COMPLETE, type Engine } from "./engine.ts";
import { EngineConnection } from "./engine-connection.ts";
import { EngineStartError } from "./errors.ts";

/** It was seen to listen after 25 ms; a machine that is busy may need longer. */
const START_LIMIT_MS = 10_000;
/** Another process may take the port between our choice and its start. */
const PORTS_TRIED = 5;

/** Path of the binary: from its npm package (only some platforms have one), else on PATH. */
export function findDynoxide(): string | undefined {
  return [packaged(), ...onPath()].find((path) => path !== undefined && existsSync(path));
}

/**
 * @param databasePath SQLite file; in memory without it
 * @throws EngineStartError
 */
export async function startDynoxide(binary: string, databasePath?: string): Promise<Engine> {
  const { stdout } = await promisify(execFile)(binary, ["--version"]);
  const { child, port } = await listen(binary, databasePath);
  const connection = new EngineConnection(port);
  const watchdog = new Watchdog();
  const unwatch = watchdog.watch(child.pid);
  const kill = () => void child.kill();
  process.once("exit", kill);
  return {
    name: stdout.trim(),
    remedy: "--dynamodb URL may name an endpoint that can",
    lacks: COMPLETE,
    send: (target, body) => connection.send(target, body),
    async stop() {
      process.off("exit", kill);
      connection.close();
      await stop(child);
      unwatch();
      await watchdog.stop();
    },
  };
}

function packaged() {
  try {
    const manifest = import.meta.resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`);
    return fileURLToPath(new URL("dynoxide", manifest));
  } catch {
    return undefined;
  }
}

const onPath = () => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "dynoxide"));

async function listen(binary: string, databasePath?: string) {
  const failures: string[] = [];
  for (let tries = 0; tries < PORTS_TRIED; tries++) {
    const port = await freePort("127.0.0.1");
    const database = databasePath === undefined ? [] : ["--db-path", databasePath];
    const args = ["--host", "127.0.0.1", "--port", String(port), ...database];
    // A process group of its own: Ctrl-C must not end it before the functions that use it.
    const child = spawn(binary, args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
    const failure = await untilListening(child);
    if (failure === undefined) return { child, port };
    failures.push(failure);
    await stop(child);
  }
  throw new EngineStartError(`${binary} did not start: ${failures.join("; ")}`);
}

/** Resolves with what went wrong, or with nothing once it says that it listens. */
function untilListening(child: ChildProcess) {
  return new Promise<string | undefined>((resolve) => {
    let said = "";
    const limit = setTimeout(() => resolve(`no answer within ${START_LIMIT_MS} ms ${said}`), START_LIMIT_MS);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-1000);
      if (said.includes("listening on")) settle(undefined);
    });
    child.once("error", (error) => settle(error.message));
    child.once("exit", (code, signal) => settle(`it ended with ${code ?? signal}: ${said.trim()}`));
    const settle = (failure: string | undefined) => {
      clearTimeout(limit);
      resolve(failure);
    };
  });
}

async function stop(child: ChildProcess) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await ended;
}
