// The execution environments of one function, and the calls that wait for one.
import type { Timer } from "../clock.ts";
import type { CloudContext } from "../context.ts";
import type { EnvironmentHooks, ExecutionEnvironment } from "./execution-environment.ts";
import { exited, type InvokeResult } from "./invoke-result.ts";
import type { InvocationRequest } from "./running-invocation.ts";

/**
 * A function whose calls take less than this, in ms, is quick: one environment then serves a laptop faster than
 * several, and the messages of one sender do not overtake each other without need.
 */
const QUICK_MS = 500;

/** Calls of a quick function wait this long, in ms, for one to be taken before further environments start. */
const QUICK_STALL_MS = 1_000;

/** The same for other functions: they wait for something, and more environments wait side by side. */
const STALL_MS = 25;

/** Weight of the latest call in the mean duration: some five calls decide. */
const LATEST = 0.2;

/** Most environments of a function: each is a process of some 50 MB, and a laptop has about as many cores. */
const MAX_ENVIRONMENTS = 8;

interface Call {
  request: InvocationRequest;
  resolve(result: InvokeResult | PromiseLike<InvokeResult>): void;
  reject(error: unknown): void;
}

type Start = (hooks: EnvironmentHooks) => ExecutionEnvironment;

export class Pool {
  readonly #context: CloudContext;
  #start: Start;
  /** Starting, idle and busy ones of the present code and configuration. */
  readonly #current = new Set<ExecutionEnvironment>();
  readonly #starting = new Set<ExecutionEnvironment>();
  /** All of which something is left, retired ones too. */
  readonly #alive = new Set<ExecutionEnvironment>();
  /** The one used last is used next, so that the others come of age. */
  #idle: ExecutionEnvironment[] = [];
  #waiting: Call[] = [];
  #inProgress = 0;
  #growth: Timer | undefined;
  #dispatched = 0;
  #lastStartMs = 0;
  /** Mean duration of the calls, the latest ones above all. */
  #meanMs: number | undefined;

  constructor(context: CloudContext, start: Start) {
    this.#context = context;
    this.#start = start;
  }

  /** Calls that wait or run. */
  get inProgress() {
    return this.#inProgress;
  }

  /** Calls start in the order in which they arrive; those beyond the environments wait. */
  async invoke(request: InvocationRequest): Promise<InvokeResult> {
    this.#inProgress++;
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ request, resolve, reject });
        this.#dispatch();
      });
    } finally {
      this.#inProgress--;
    }
  }

  /** From now on calls go to fresh environments; those in progress end where they are. */
  renew(start: Start) {
    this.#start = start;
    const unused = [...this.#idle, ...this.#starting];
    this.#idle = [];
    this.#starting.clear();
    this.#current.clear();
    for (const environment of unused) environment.stop();
    this.#dispatch();
  }

  /** Ends every call and every process; resolves when the last one is gone. */
  async stop() {
    this.#growth?.cancel();
    this.#current.clear();
    for (const call of this.#waiting.splice(0))
      call.resolve(exited(call.request.requestId, "signal: killed"));
    for (const environment of this.#alive) environment.stop();
    await Promise.all([...this.#alive].map(({ ended }) => ended));
  }

  #dispatch() {
    for (;;) {
      const environment = this.#idle.at(-1);
      const call = environment && this.#waiting.shift();
      if (!call) break;
      this.#idle.pop();
      this.#dispatched++;
      call.resolve(this.#timed(environment.invoke(call.request)));
    }
    if (this.#waiting.length === 0 || this.#starting.size > 0) return;
    if (this.#current.size === 0) this.#grow(1);
    else this.#growWhenStalled();
  }

  /** Doubles the environments when none of them took a call for a while. */
  #growWhenStalled() {
    const room = MAX_ENVIRONMENTS - this.#current.size;
    if (this.#growth || room <= 0) return;
    const before = this.#dispatched;
    // Waiting for as long as a start takes is never the slower way.
    const patience = Math.max((this.#meanMs ?? 0) < QUICK_MS ? QUICK_STALL_MS : STALL_MS, this.#lastStartMs);
    this.#growth = this.#context.clock.after(patience, () => {
      this.#growth = undefined;
      const stalled = this.#dispatched === before;
      if (stalled) this.#grow(Math.min(this.#waiting.length, this.#current.size, room));
      this.#dispatch();
    });
  }

  async #timed(call: Promise<InvokeResult>) {
    const { clock } = this.#context;
    const started = clock.now();
    const result = await call;
    const ms = clock.now() - started;
    this.#meanMs = this.#meanMs === undefined ? ms : this.#meanMs + LATEST * (ms - this.#meanMs);
    return result;
  }

  #grow(count: number) {
    try {
      for (let n = 0; n < count; n++) this.#add();
    } catch (error) {
      for (const call of this.#waiting.splice(0)) call.reject(error);
    }
  }

  #add() {
    const environment: ExecutionEnvironment = this.#start({
      idle: () => this.#becameIdle(environment),
      initFailed: () => this.#initFailed(environment),
      gone: () => this.#gone(environment),
    });
    this.#current.add(environment);
    this.#starting.add(environment);
    this.#alive.add(environment);
    void environment.ended.then(() => this.#alive.delete(environment));
  }

  #becameIdle(environment: ExecutionEnvironment) {
    if (!this.#current.has(environment)) return environment.stop();
    if (this.#starting.delete(environment)) this.#lastStartMs = environment.initDuration ?? 0;
    this.#idle.push(environment);
    this.#dispatch();
  }

  /** The next call begins with another initialisation, and fails if that does. */
  #initFailed(environment: ExecutionEnvironment) {
    // While others are warm, the calls are theirs.
    if (this.#current.size > 1) environment.stop();
    else this.#becameIdle(environment);
  }

  #gone(environment: ExecutionEnvironment) {
    const { initFailure } = environment;
    this.#idle = this.#idle.filter((other) => other !== environment);
    this.#starting.delete(environment);
    const wasCurrent = this.#current.delete(environment);
    if (initFailure && wasCurrent && this.#current.size === 0) {
      for (const call of this.#waiting.splice(0)) call.resolve(initFailure(call.request.requestId));
    }
    this.#dispatch();
  }
}
