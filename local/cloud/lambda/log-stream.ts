// The log stream of one execution environment: what the function writes, and what Lambda writes about it, as text or
// as JSON. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
import { createHash } from "node:crypto";
import type { CloudContext } from "../context.ts";
import type { Logs } from "../logs/logs.ts";
import { defaultLogGroup, type FunctionConfiguration } from "./function-configuration.ts";

/** A stream's name ends with this many, in hexadecimal. */
const STREAM_ID_BYTES = 16;

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
const SYSTEM_LEVELS = ["DEBUG", "INFO", "WARN"] as const;
type SystemLevel = (typeof SYSTEM_LEVELS)[number];

/** How a phase ended. */
export type Outcome = { status: "success" | "timeout" } | { status: "error"; errorType: string };

export interface InitReport {
  /** `invoke` when the first one failed and the invocation had to wait for another. */
  phase: "init" | "invoke";
  /** Milliseconds. */
  duration: number;
  outcome: Outcome;
}

export interface InvokeReport {
  requestId: string;
  /** Milliseconds. */
  duration: number;
  /** Of the environment's first invocation only, milliseconds. */
  initDuration?: number;
  maxMemoryMb: number;
  outcome: Outcome;
}

export class LogStream {
  readonly name: string;
  readonly #context: CloudContext;
  readonly #logs: Pick<Logs, "putLogEvents">;
  readonly #function: FunctionConfiguration;
  readonly #instanceId: string;
  /** What came since `pause`. */
  #held: string[] | undefined;

  constructor(context: CloudContext, logs: Pick<Logs, "putLogEvents">, configuration: FunctionConfiguration) {
    const { functionName, version, loggingConfig } = configuration;
    this.#context = context;
    this.#logs = logs;
    this.#function = configuration;
    const day = new Date(context.clock.now())
      .toISOString()
      .slice(0, "2026-01-01".length)
      .replaceAll("-", "/");
    const id = `[${version}]${context.random.bytes(STREAM_ID_BYTES).toString("hex")}`;
    this.#instanceId = `${day}/${functionName}${id}`;
    // In a group that functions share, the stream tells which of them it is.
    this.name = loggingConfig.logGroup === defaultLogGroup(functionName) ? `${day}/${id}` : this.#instanceId;
  }

  /** What the function writes from now on, without an invocation, is seen when it has the next: it is frozen. */
  pause() {
    this.#held ??= [];
  }

  resume() {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) this.write(message);
  }

  /** Something that people want to see as it happens. */
  write(message: string) {
    if (this.#held) return void this.#held.push(message);
    const { functionName, loggingConfig } = this.#function;
    this.#put(message);
    this.#context.events.emit({
      kind: "log",
      at: this.#context.clock.now(),
      functionName,
      logGroup: loggingConfig.logGroup,
      message,
    });
  }

  initStart() {
    const { functionName, memorySize, version } = this.#function;
    const runtimeVersion = runtimeVersionOf(this.#function);
    const runtimeVersionArn = runtimeVersionArnOf(this.#context, runtimeVersion);
    this.#report(
      `INIT_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${runtimeVersionArn}`,
      ["INFO", "initStart"],
      () => ({
        ...{ initializationType: "on-demand", phase: "init", runtimeVersion, runtimeVersionArn },
        ...{ functionName, functionVersion: version, instanceId: this.#instanceId },
        instanceMaxMemory: memorySize * 1024 * 1024,
      }),
    );
  }

  /** In text only failures are told; how long the others took stands in the first REPORT. */
  initReport({ phase, duration, outcome }: InitReport) {
    const failed = outcome.status !== "success";
    this.#report(
      failed && `INIT_REPORT Init Duration: ${ms(duration)}\tPhase: ${phase}${describe(outcome)}`,
      [failed ? "WARN" : "DEBUG", "initReport"],
      () => ({
        initializationType: "on-demand",
        phase,
        ...outcome,
        metrics: { durationMs: round(duration) },
      }),
    );
  }

  start(requestId: string) {
    const { arn, version } = this.#function;
    this.#report(`START RequestId: ${requestId} Version: ${version}`, ["INFO", "start"], () => ({
      ...{ requestId, functionArn: arn, version },
    }));
  }

  /** The process ended under an invocation. */
  fault(errorType: string, errorMessage: string) {
    if (!this.#isJson) this.#put(`${errorMessage}\n${errorType}`);
  }

  timedOut(requestId: string, seconds: string) {
    const at = new Date(this.#context.clock.now()).toISOString();
    this.write(`${at} ${requestId} Task timed out after ${seconds} seconds`);
  }

  end({ requestId, duration, initDuration, maxMemoryMb, outcome }: InvokeReport) {
    const { memorySize } = this.#function;
    const failed = outcome.status !== "success";
    const billed = Math.ceil(duration + (initDuration ?? 0));
    this.#report(`END RequestId: ${requestId}`, [failed ? "WARN" : "DEBUG", "runtimeDone"], () => ({
      ...{ requestId, ...outcome, metrics: { durationMs: round(duration) } },
    }));
    this.#report(
      `REPORT RequestId: ${requestId}\tDuration: ${ms(duration)}\tBilled Duration: ${billed} ms\t` +
        `Memory Size: ${memorySize} MB\tMax Memory Used: ${maxMemoryMb} MB` +
        (initDuration === undefined ? "" : `\tInit Duration: ${ms(initDuration)}`) +
        (failed ? describe(outcome) : ""),
      [failed ? "WARN" : "INFO", "report"],
      () => ({
        requestId,
        metrics: {
          ...{ durationMs: round(duration), billedDurationMs: billed, memorySizeMB: memorySize },
          maxMemoryUsedMB: maxMemoryMb,
          ...(initDuration !== undefined && { initDurationMs: round(initDuration) }),
        },
        ...outcome,
      }),
    );
  }

  get #isJson() {
    return this.#function.loggingConfig.logFormat === "JSON";
  }

  /** @param text what the text format has in place of the record, if anything */
  #report(text: string | false, [level, type]: [SystemLevel, string], record: () => object) {
    if (!this.#isJson) return text === false ? undefined : this.#put(text);
    const { systemLogLevel = "INFO" } = this.#function.loggingConfig;
    if (SYSTEM_LEVELS.indexOf(level) < SYSTEM_LEVELS.indexOf(systemLogLevel)) return;
    const time = new Date(this.#context.clock.now()).toISOString();
    this.#put(JSON.stringify({ time, type: `platform.${type}`, record: record() }));
  }

  #put(message: string) {
    const timestamp = this.#context.clock.now();
    this.#logs.putLogEvents(this.#function.loggingConfig.logGroup, this.name, [{ timestamp, message }]);
  }
}

const describe = (outcome: Outcome) =>
  `\tStatus: ${outcome.status}${outcome.status === "error" ? `\tError Type: ${outcome.errorType}` : ""}`;

const ms = (duration: number) => `${duration.toFixed(2)} ms`;

/** JSON has microseconds at most. */
const round = (duration: number) => Math.round(duration * 1000) / 1000;

/** There is one version of each runtime here: the cloud's own Node.js. */
const runtimeVersionOf = ({ runtime }: FunctionConfiguration) =>
  `${runtime.replace(/^nodejs(\d+)\.x$/, "nodejs:$1")}.v1`;

function runtimeVersionArnOf({ partition, region }: CloudContext, runtimeVersion: string) {
  const id = createHash("sha256").update(`${runtimeVersion} ${process.version}`).digest("hex");
  return `arn:${partition}:lambda:${region}::runtime:${id}`;
}
