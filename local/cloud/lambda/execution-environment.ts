// One execution environment: a process that is initialised once, serves one invocation at a time, and is frozen
// in between. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
import type { Socket } from "node:net";
import type { Timer } from "../clock.ts";
import type { CloudContext } from "../context.ts";
import type { Credentials } from "../iam/iam.ts";
import type { Logs } from "../logs/logs.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import type { InvokeResult } from "./invoke-result.ts";
import * as results from "./invoke-result.ts";
import type { Gate } from "./gate.ts";
import { LogStream } from "./log-stream.ts";
import { nodeFlags } from "./node-flags.ts";
import { processVariables } from "./process-variables.ts";
import { RuntimeApi } from "./runtime-api.ts";
import { RuntimeProcess } from "./runtime-process.ts";
import type { Watchdog } from "./watchdog.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib */
const INIT_LIMIT_MS = 10_000;

/**
 * An idle process goes on for this long before it is frozen. Stopping at once would cost every warm call some
 * 40 µs of latency and 80 µs of CPU; after this long it costs nothing that can be measured.
 */
const FREEZE_AFTER_MS = 20;

/** A frozen environment is kept this long: Lambda keeps them for minutes, a laptop has better use for the memory. */
const IDLE_LIFETIME_MS = 5 * 60_000;

export interface EnvironmentOptions {
  context: CloudContext;
  logs: Pick<Logs, "putLogEvents">;
  configuration: FunctionConfiguration;
  credentials: Credentials;
  endpoints: Record<string, string>;
  taskRoot: string;
  watchdog: Watchdog;
  /** Closed while it has no invocation. */
  gate: Gate;
}

export interface EnvironmentHooks {
  /** It waits for an invocation. */
  idle(): void;
  /** It takes no more calls: it was stopped, or its process ended. */
  gone(): void;
}

interface Running {
  requestId: string;
  startedAt: number;
  limit: Timer;
  resolve(result: InvokeResult): void;
}

export class ExecutionEnvironment {
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
  /** Why it never became ready, for the call that waited for it. */
  initFailure: ((requestId: string) => InvokeResult) | undefined;
  /** Milliseconds from start to ready; undefined until it is. */
  initDuration: number | undefined;
  readonly #options: EnvironmentOptions;
  readonly #hooks: EnvironmentHooks;
  readonly #stream: LogStream;
  readonly #startedAt: number;
  readonly #process: RuntimeProcess;
  readonly #api: RuntimeApi | undefined;
  #running: Running | undefined;
  #timer: Timer;
  #invocations = 0;
  #maxMemoryKb = 0;
  #gone = false;

  constructor(options: EnvironmentOptions, hooks: EnvironmentHooks) {
    const { context, logs, configuration } = options;
    this.#options = options;
    this.#hooks = hooks;
    this.#stream = new LogStream(context, logs, configuration);
    this.#startedAt = context.clock.now();
    this.#timer = context.clock.after(INIT_LIMIT_MS, () => {
      this.initFailure = (requestId) => results.timedOut(requestId, seconds(INIT_LIMIT_MS));
      this.stop();
    });
    this.#process = new RuntimeProcess({
      nodeFlags: nodeFlags(configuration),
      variables: processVariables(context, { ...options, logStreamName: this.#stream.name }),
      directory: options.taskRoot,
      log: (message) => this.#stream.write(message),
      exited: (reason) => this.#end(reason),
    });
    this.#api = this.#serve(this.#process.runtimeApi);
    this.ended = this.#process.exited.then(options.watchdog.watch(this.#process.pid));
  }

  /** To be called only when it is idle. */
  invoke(requestId: string, payload: string): Promise<InvokeResult> {
    const { context, configuration } = this.#options;
    const limitMs = configuration.timeout * 1000;
    this.#timer.cancel();
    this.#process.thaw();
    this.#options.gate.open();
    this.#stream.start(requestId);
    return new Promise((resolve) => {
      const limit = context.clock.after(limitMs, () => this.#timeOut(requestId, limitMs));
      this.#running = { requestId, startedAt: context.clock.now(), limit, resolve };
      // The process tells the time left by the machine's clock, the only one it has.
      const deadline = Date.now() + limitMs;
      this.#api?.send({ requestId, functionArn: configuration.arn, deadline, payload });
    });
  }

  /** Kills the process, whatever it is doing; an invocation in progress fails. Idempotent. */
  stop() {
    this.#timer.cancel();
    this.#process.kill();
    this.#leave();
  }

  #serve(socket: Socket | undefined) {
    if (!socket) return undefined;
    return new RuntimeApi(socket, {
      returned: () => this.#options.gate.close(),
      next: () => this.#becomeIdle(),
      response: (requestId, body, maxMemoryKb) => this.#respond(requestId, body, maxMemoryKb),
      error: (requestId, report) => this.#settle(requestId, results.reported(report)),
      initError: (report) => {
        // Once initialised it says so of an error between invocations, and is about to exit.
        if (this.initDuration !== undefined) return this.#leave();
        this.initFailure = () => results.reported(report);
        this.stop();
      },
    });
  }

  #becomeIdle() {
    const { clock } = this.#options.context;
    this.#options.gate.close();
    if (this.initDuration === undefined) {
      this.#timer.cancel();
      this.initDuration = clock.now() - this.#startedAt;
    }
    this.#timer = clock.after(FREEZE_AFTER_MS, () => {
      this.#process.freeze();
      this.#timer = clock.after(IDLE_LIFETIME_MS, () => this.stop());
    });
    this.#hooks.idle();
  }

  #respond(requestId: string, body: Buffer, maxMemoryKb: number) {
    this.#maxMemoryKb = maxMemoryKb;
    const fits = body.length <= results.MAX_PAYLOAD_BYTES;
    this.#settle(requestId, fits ? { kind: "returned", payload: body.toString("utf8") } : results.tooLarge());
  }

  #timeOut(requestId: string, limitMs: number) {
    this.#stream.timedOut(requestId, seconds(limitMs));
    this.#settle(requestId, results.timedOut(requestId, seconds(limitMs)));
    this.stop();
  }

  #settle(requestId: string, result: InvokeResult) {
    const running = this.#running;
    if (running?.requestId !== requestId) return;
    this.#running = undefined;
    running.limit.cancel();
    this.#stream.end({
      requestId,
      duration: this.#options.context.clock.now() - running.startedAt,
      initDuration: this.#invocations++ === 0 ? this.initDuration : undefined,
      maxMemoryKb: this.#maxMemoryKb,
      errorType: result.kind === "failed" ? result.errorType : undefined,
    });
    running.resolve(result);
  }

  #end(reason: string | undefined) {
    this.#timer.cancel();
    this.#api?.close();
    if (this.#running) this.#settle(this.#running.requestId, results.exited(this.#running.requestId, reason));
    if (this.initDuration === undefined) {
      this.initFailure ??= (requestId) => results.exited(requestId, reason);
      this.#stream.initFailed(this.#options.context.clock.now() - this.#startedAt);
    }
    this.#leave();
  }

  #leave() {
    if (this.#gone) return;
    this.#gone = true;
    this.#hooks.gone();
  }
}

const seconds = (ms: number) => (ms / 1000).toFixed(2);
