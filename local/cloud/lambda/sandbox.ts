// One life of an execution environment's process, with all that hangs on it: the Runtime API, the watchdog, the
// memory it uses. When initialisation fails, an environment has a second one.
import type { CloudContext } from "../context.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { MemoryMeter } from "./memory-meter.ts";
import { nodeFlags } from "./node-flags.ts";
import { RuntimeApi, type RuntimeApiHandlers } from "./runtime-api.ts";
import { RuntimeProcess } from "./runtime-process.ts";
import type { Invocation } from "./runtime/runtime-client.ts";
import type { Watchdog } from "../watchdog.ts";

export interface SandboxOptions {
  context: CloudContext;
  configuration: FunctionConfiguration;
  variables: Record<string, string>;
  taskRoot: string;
  watchdog: Watchdog;
}

export interface SandboxHandlers extends RuntimeApiHandlers {
  log(message: string): void;
  /** It has more memory than the function is given. Called once; its process is killed already. */
  outOfMemory(): void;
  /** Called once, before `ended` resolves. @param reason in Lambda's words, such as `exit status 1` */
  exited(reason: string | undefined): void;
}

export class Sandbox {
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly #process: RuntimeProcess;
  readonly #api: RuntimeApi | undefined;
  readonly #memory: MemoryMeter;

  constructor(
    { context, configuration, variables, taskRoot, watchdog }: SandboxOptions,
    handlers: SandboxHandlers,
  ) {
    this.startedAt = context.clock.now();
    this.#process = new RuntimeProcess({
      nodeFlags: nodeFlags(configuration),
      variables,
      directory: taskRoot,
      log: handlers.log,
      exited: (reason) => {
        this.#memory.rest();
        this.#api?.close();
        handlers.exited(reason);
      },
    });
    const { pid, runtimeApi } = this.#process;
    this.#api = runtimeApi && new RuntimeApi(runtimeApi, handlers);
    this.#memory = new MemoryMeter(context.clock, pid, configuration.memorySize, () => {
      this.kill();
      handlers.outOfMemory();
    });
    this.#memory.watch();
    this.ended = this.#process.exited.then(watchdog.watch(pid));
  }

  /** Most memory it had so far, as it was last seen, in MB. */
  get maxMemoryMb() {
    return this.#memory.peakMb;
  }

  send(invocation: Invocation) {
    this.#process.thaw();
    this.#memory.watch();
    this.#api?.send(invocation);
  }

  /**
   * To be called when it is initialised.
   * @returns false when that took more memory than it is given: it is killed, and `outOfMemory` was called
   */
  ready(): boolean {
    this.#memory.rest();
    return this.#memory.measure();
  }

  /**
   * To be called when it has answered.
   * @param reportedKb the memory that it says it has, KiB
   * @returns as `ready`
   */
  answered(reportedKb: number): boolean {
    this.#memory.rest();
    return this.#memory.check(reportedKb);
  }

  freeze() {
    this.#process.freeze();
  }

  /** Whatever it is doing. */
  kill() {
    this.#process.kill();
  }
}
