// One execution environment: it is initialised once, serves one invocation at a time, and is frozen in between.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
import type { Timer } from "../clock.ts";
import type { CloudContext } from "../context.ts";
import type { Credentials } from "../iam/iam.ts";
import type { Logs } from "../logs/logs.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import type { Gate } from "./gate.ts";
import { IdleTime } from "./idle-time.ts";
import type { InvokeResult } from "./invoke-result.ts";
import * as results from "./invoke-result.ts";
import { LogStream, type Outcome } from "./log-stream.ts";
import { processVariables } from "./process-variables.ts";
import { type InvocationRequest, outcomeOf, RunningInvocation } from "./running-invocation.ts";
import { Sandbox } from "./sandbox.ts";
import { createTemporaryDirectory } from "./temporary-directory.ts";
import type { Watchdog } from "../watchdog.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib */
const INIT_LIMIT_MS = 10_000;

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
  /** Its initialisation failed: an invocation would begin with another. */
  initFailed(): void;
  /** It takes no more calls: it was stopped, or its process ended. */
  gone(): void;
}

/** What went wrong, for whichever invocation is told of it. */
type Failure = (requestId: string) => InvokeResult;

export class ExecutionEnvironment {
  /** Resolves when nothing of it is left. */
  readonly ended: Promise<void>;
  /** Why its second initialisation failed as well, for the calls that waited for it. */
  initFailure: Failure | undefined;
  /** Milliseconds from start to ready; undefined until it is, and when that took an invocation's time. */
  initDuration: number | undefined;
  readonly #options: EnvironmentOptions;
  readonly #hooks: EnvironmentHooks;
  readonly #stream: LogStream;
  readonly #temporaryDirectory: ReturnType<typeof createTemporaryDirectory>;
  #resolveEnded = () => {};
  #sandbox: Sandbox;
  /** Whether the process is ready for invocations, or was. */
  #initialised = false;
  /** Whether the process is given up: it may have told why before it ends. */
  #initFailed = false;
  #running: RunningInvocation | undefined;
  readonly #initLimit: Timer;
  readonly #idleTime: IdleTime;
  #invocations = 0;
  #gone = false;

  constructor(options: EnvironmentOptions, hooks: EnvironmentHooks) {
    const { context, logs, configuration } = options;
    this.#options = options;
    this.#hooks = hooks;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    this.#stream = new LogStream(context, logs, configuration);
    this.#temporaryDirectory = createTemporaryDirectory(context, this.#stream.name);
    this.#stream.initStart();
    this.#sandbox = this.#launch();
    this.#idleTime = new IdleTime(context.clock, {
      freeze: () => this.#sandbox.freeze(),
      giveUp: () => this.stop(),
    });
    this.#initLimit = context.clock.after(INIT_LIMIT_MS, () =>
      this.#failInit((requestId) => results.timedOut(requestId, seconds(INIT_LIMIT_MS)), {
        status: "timeout",
      }),
    );
  }

  /** To be called only when it is idle, or when its initialisation failed. */
  invoke(request: InvocationRequest): Promise<InvokeResult> {
    const { context, configuration, gate } = this.#options;
    this.#idleTime.end();
    gate.open();
    const running = new RunningInvocation(
      {
        clock: context.clock,
        stream: this.#stream,
        limitMs: configuration.timeout * 1000,
        timedOut: () => this.#timeOut(request.requestId),
      },
      request,
    );
    this.#running = running;
    if (this.#initialised) this.#sandbox.send(running.begin());
    else this.#sandbox = this.#launch();
    return running.result;
  }

  /** Kills the process, whatever it is doing; an invocation in progress fails. Idempotent. */
  stop() {
    this.#initLimit.cancel();
    this.#idleTime.end();
    this.#leave();
    this.#sandbox.kill();
  }

  #launch() {
    this.#initFailed = false;
    const { context, configuration, taskRoot, watchdog } = this.#options;
    const variables = processVariables(context, {
      ...this.#options,
      logStreamName: this.#stream.name,
      temporaryDirectory: this.#temporaryDirectory.path,
    });
    return new Sandbox(
      { context, configuration, taskRoot, watchdog, variables },
      {
        log: (message) => this.#stream.write(message),
        returned: () => this.#options.gate.close(),
        next: () => this.#becomeIdle(),
        response: (requestId, body, maxMemoryKb) => this.#respond(requestId, body, maxMemoryKb),
        error: (requestId, report) => this.#settle(requestId, results.reported(report)),
        initError: (report) => this.#initError(results.reported(report)),
        outOfMemory: () => this.#fail(results.outOfMemory),
        exited: (reason) => this.#fail((requestId) => results.exited(requestId, reason)),
      },
    );
  }

  #becomeIdle() {
    if (this.#gone) return;
    if (!this.#initialised) return this.#initDone();
    this.#options.gate.close();
    this.#stream.pause();
    this.#idleTime.begin();
    this.#hooks.idle();
  }

  #initDone() {
    if (!this.#sandbox.ready()) return;
    this.#initialised = true;
    this.#initLimit.cancel();
    const duration = this.#options.context.clock.now() - this.#sandbox.startedAt;
    const phase = this.#running ? "invoke" : "init";
    this.#stream.initReport({ phase, duration, outcome: { status: "success" } });
    if (this.#running) return this.#sandbox.send(this.#running.begin());
    this.initDuration = duration;
    this.#becomeIdle();
  }

  #initError(result: InvokeResult) {
    // Once initialised it says so of an error between invocations, and is about to exit.
    if (this.#initialised) this.#leave();
    else this.#fail(() => result);
  }

  /** The first time an invocation may try again; the second time it is that invocation which fails. */
  #failInit(failure: Failure, outcome: Outcome) {
    this.#initFailed = true;
    this.#initLimit.cancel();
    const duration = this.#options.context.clock.now() - this.#sandbox.startedAt;
    this.#stream.initReport({ phase: this.#running ? "invoke" : "init", duration, outcome });
    if (this.#running) return this.#giveUp(this.#running.request.requestId, failure);
    this.#sandbox.kill();
    void this.#sandbox.ended.then(() => {
      if (this.#gone) return;
      this.#idleTime.beginWithoutProcess();
      this.#hooks.initFailed();
    });
  }

  #giveUp(requestId: string, failure: Failure) {
    this.initFailure = failure;
    const result = failure(requestId);
    this.#stream.start(requestId);
    if (outcomeOf(result).status === "timeout") this.#stream.timedOut(requestId, this.#limit);
    this.#settle(requestId, result);
    this.stop();
  }

  /** Seconds, as Lambda prints them. */
  get #limit() {
    return seconds(this.#options.configuration.timeout * 1000);
  }

  #respond(requestId: string, body: Buffer, maxMemoryKb: number) {
    if (!this.#sandbox.answered(maxMemoryKb)) return;
    const fits = body.length <= results.MAX_PAYLOAD_BYTES;
    this.#settle(requestId, fits ? { kind: "returned", payload: body.toString("utf8") } : results.tooLarge());
  }

  #timeOut(requestId: string) {
    const failure = (id: string) => results.timedOut(id, this.#limit);
    if (!this.#initialised) return this.#failInit(failure, { status: "timeout" });
    this.#stream.timedOut(requestId, this.#limit);
    this.#settle(requestId, failure(requestId));
    this.stop();
  }

  #settle(requestId: string, result: InvokeResult) {
    const running = this.#running;
    if (running?.request.requestId !== requestId) return;
    this.#running = undefined;
    running.settle(result, {
      initDuration: this.#invocations++ === 0 ? this.initDuration : undefined,
      maxMemoryMb: this.#sandbox.maxMemoryMb,
    });
  }

  /** The invocation in progress, if there is one. */
  #settleWith(failure: Failure) {
    if (!this.#running) return;
    const { requestId } = this.#running.request;
    this.#settle(requestId, failure(requestId));
  }

  /** The process is no more, or is not to be used any more. */
  #fail(failure: Failure) {
    if (this.#gone || this.#initFailed) return;
    if (!this.#initialised) return this.#failInit(failure, outcomeOf(failure("")));
    this.#settleWith(failure);
    this.stop();
  }

  #leave() {
    if (this.#gone) return;
    this.#gone = true;
    this.#hooks.gone();
    void this.#sandbox.ended.then(() => this.#cleanUp());
  }

  #cleanUp() {
    this.#settleWith((requestId) => results.exited(requestId, "signal: killed"));
    this.#stream.resume();
    void this.#temporaryDirectory.remove().then(this.#resolveEnded);
  }
}

const seconds = (ms: number) => (ms / 1000).toFixed(2);
