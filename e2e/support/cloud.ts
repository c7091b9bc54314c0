// Starts the local cloud as a person would, in a process of its own, and reads what it prints.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { CloudEvent } from "../../local/cloud/events.ts";
import type { DeployLine, ReadyLine } from "../../local/cli/json.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

type Line = CloudEvent | ReadyLine | DeployLine;
type Matcher<Found extends Line> = ((line: Line) => line is Found) | ((line: Line) => boolean);

export interface RunningCloud extends Omit<ReadyLine, "kind"> {
  child: ChildProcess;
  /** What it wrote to standard error so far. */
  errors(): string;
  /** The first line from now on that `matches`. */
  next<Found extends Line = Line>(matches: Matcher<Found>): Promise<Found>;
  /** Resolves when `count` clients have come. */
  connected(count: number): Promise<unknown>;
  /** Resolves when `count` clients have gone, and their `$disconnect` has run. */
  disconnected(count: number): Promise<unknown>;
  /** Sends `signal` and gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const isRoute = (route: string) => (line: Line) => line.kind === "route" && line.route === route;

export const isDeploy = (line: Line): line is DeployLine => line.kind === "deploy";

/** Any free port, one JSON object a line, no browser; `args` come on top. Fails with what was printed if it ends early. */
export async function startCloud(...args: string[]): Promise<RunningCloud> {
  const child = spawn(process.execPath, ["local/start.ts", "--port", "0", "--json", "--no-open", ...args], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const listeners = new Set<(line: Line) => void>();
  createInterface({ input: child.stdout }).on("line", (text) => {
    if (text.startsWith("{")) for (const listener of listeners) listener(JSON.parse(text) as Line);
  });
  const collect = (matches: (line: Line) => boolean, count: number) =>
    new Promise<Line[]>((resolve, reject) => {
      const found: Line[] = [];
      const ended = () => reject(new Error(`the cloud ended:\n${errors}`));
      const listener = (line: Line) => {
        if (!matches(line) || found.push(line) < count) return;
        listeners.delete(listener);
        child.off("close", ended);
        resolve(found);
      };
      listeners.add(listener);
      child.once("close", ended);
    });
  const next = async <Found extends Line = Line>(matches: Matcher<Found>) =>
    (await collect(matches, 1))[0] as Found;
  const ready = await next((line): line is ReadyLine => line.kind === "ready");
  return {
    ...ready,
    child,
    next,
    connected: (count) => collect(isRoute("$connect"), count),
    disconnected: (count) => collect(isRoute("$disconnect"), count),
    errors: () => errors,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null) {
        child.kill(signal);
        await once(child, "close");
      }
      return child.exitCode;
    },
  };
}

/** Runs the start to its end: for previews and for starts that fail. */
export async function runToEnd(...args: string[]) {
  const child = spawn(process.execPath, ["local/start.ts", ...args], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output, errors };
}
