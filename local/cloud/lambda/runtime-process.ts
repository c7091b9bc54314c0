// The operating-system process of an execution environment: its own process group, so that whatever a handler
// starts is frozen and killed with it.
import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { RUNTIME_API_FD } from "./runtime/runtime-client.ts";
import { TELEMETRY_FD, TelemetryReader } from "./runtime/telemetry.ts";

export interface ProcessOptions {
  /** Flags of Node.js. */
  nodeFlags: string[];
  /** All that the process sees; nothing of our own environment is added. */
  variables: Record<string, string>;
  directory: string;
  /** Called for each log event: a call of `console`, or a line written to stdout or stderr. */
  log(message: string): void;
  /** Called once. @param reason in Lambda's words, such as `exit status 1` or `signal: killed` */
  exited(reason: string | undefined): void;
}

const BOOTSTRAP = fileURLToPath(new URL("./runtime/bootstrap.ts", import.meta.url));

/** Windows has neither process groups nor signals that stop and continue. */
const HAS_PROCESS_GROUPS = process.platform !== "win32";

/** How Lambda, written in Go, names signals. */
const SIGNAL_NAMES: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: "aborted",
  SIGBUS: "bus error",
  SIGFPE: "floating point exception",
  SIGILL: "illegal instruction",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
};

export class RuntimeProcess {
  readonly pid: number | undefined;
  /** Our end of its connection to the Runtime API; undefined when it could not be started. */
  readonly runtimeApi: Socket | undefined;
  /** Resolves when the process is no more. */
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  #frozen = false;

  constructor({ nodeFlags, variables, directory, log, exited }: ProcessOptions) {
    const child = spawn(process.execPath, [...nodeFlags, BOOTSTRAP], {
      cwd: directory,
      env: variables,
      detached: HAS_PROCESS_GROUPS,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
    });
    this.#child = child;
    this.pid = child.pid;
    if (child.pid !== undefined) this.runtimeApi = attach(child, log);
    this.exited = new Promise((resolve) => {
      const end = (reason: string | undefined) => {
        this.kill();
        exited(reason);
        resolve();
      };
      child.once("error", (error) => end(error.message));
      // Its last words on pipes and socket are read in this turn of the event loop and handled before.
      child.once("exit", (code, signal) => setImmediate(() => end(exitReason(code, signal))));
    });
  }

  /** Stops every thread until `thaw`, as Lambda does between invocations. */
  freeze() {
    if (!HAS_PROCESS_GROUPS) return;
    this.#frozen = true;
    this.#signal("SIGSTOP");
  }

  thaw() {
    if (!this.#frozen) return;
    this.#frozen = false;
    this.#signal("SIGCONT");
  }

  /** Ends the process and those it started, whatever they are doing. */
  kill() {
    this.#signal("SIGKILL");
  }

  #signal(signal: NodeJS.Signals) {
    if (this.pid === undefined) return;
    if (!HAS_PROCESS_GROUPS) {
      this.#child.kill(signal);
      return;
    }
    try {
      process.kill(-this.pid, signal);
    } catch (error) {
      // ESRCH: nobody is left in the group. EPERM is what macOS says when only zombies are.
      if (!isCode(error, "ESRCH") && !isCode(error, "EPERM")) throw error;
    }
  }
}

/** Reads all that the process logs, and returns the connection that is left. */
function attach({ stdout, stderr, stdio }: ChildProcess, log: (message: string) => void) {
  const { [TELEMETRY_FD]: telemetry, [RUNTIME_API_FD]: runtimeApi } = stdio;
  if (stdout) readLines(stdout, log);
  if (stderr) readLines(stderr, log);
  if (telemetry instanceof Socket) readFrames(telemetry, log);
  return runtimeApi instanceof Socket ? runtimeApi : undefined;
}

function readLines(stream: Readable, log: (line: string) => void) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(log);
  });
  stream.on("end", () => rest && log(rest));
}

function readFrames(stream: Readable, log: (message: string) => void) {
  const reader = new TelemetryReader();
  stream.on("data", (chunk: Buffer) => reader.push(chunk).forEach(log));
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && "code" in error && error.code === code;

function exitReason(code: number | null, signal: NodeJS.Signals | null) {
  if (signal) return `signal: ${SIGNAL_NAMES[signal] ?? signal}`;
  return code ? `exit status ${code}` : undefined;
}
