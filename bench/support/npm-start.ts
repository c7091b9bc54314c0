// Starts the local cloud as a person does, by `npm start`, and ends it as Ctrl-C does.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { ReadyLine } from "../../local/cli/json.ts";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import { repository } from "./paths.ts";

interface StartedCloud {
  /** Of npm. */
  pid: number;
  ready: ReadyLine;
  /** Milliseconds from the command to the line that says it is ready. */
  ms: number;
}

interface StartOptions {
  /** Flags besides those that make it take any port, print JSON and open no browser. */
  args?: string[];
  /** On top of the environment. */
  variables?: NodeJS.ProcessEnv;
  /** The checkout to start; by default this one. */
  directory?: string;
}

/** Resolves when it is ready; it ends with `lifetime`. */
export async function npmStart(
  lifetime: Lifetime,
  { args = [], variables = {}, directory = repository }: StartOptions = {},
) {
  const started = performance.now();
  const child = spawn("npm", ["start", "--", "--port", "0", "--json", "--no-open", ...args], {
    cwd: directory,
    // Flags name folders relative to where npm was called, which for this npm is there.
    env: { ...process.env, INIT_CWD: directory, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, to which a signal can be sent as a terminal does.
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("npm cannot be started", { cause: await once(child, "error") });
  const closed = once(child, "close");
  await lifetime.onEnd(async () => {
    if (child.exitCode === null) process.kill(-pid, "SIGINT");
    await closed;
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<ReadyLine>((resolve) =>
    lines.on("line", (line) => line.startsWith(`{"kind":"ready"`) && resolve(JSON.parse(line) as ReadyLine)),
  );
  const failed = closed.then(() => Promise.reject(new Error(`npm start ended:\n${errors}`)));
  const line = await Promise.race([ready, failed]);
  failed.catch(() => {});
  const cloud: StartedCloud = { pid, ready: line, ms: performance.now() - started };
  // What comes from now on is events, of no interest here; unread, they would hold the cloud up.
  lines.close();
  child.stdout.resume();
  return cloud;
}
