// The log stream of one execution environment: what the function writes, and what Lambda writes about it.
import type { CloudContext } from "../context.ts";
import type { Logs } from "../logs/logs.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";

/** A stream's name ends with this many, in hexadecimal. */
const STREAM_ID_BYTES = 16;

export interface Report {
  requestId: string;
  /** Milliseconds. */
  duration: number;
  /** Of the environment's first invocation only, milliseconds. */
  initDuration?: number;
  maxMemoryKb: number;
  /** Undefined when it succeeded. */
  errorType?: string;
}

export class LogStream {
  readonly name: string;
  readonly #context: CloudContext;
  readonly #logs: Pick<Logs, "putLogEvents">;
  readonly #function: FunctionConfiguration;

  constructor(context: CloudContext, logs: Pick<Logs, "putLogEvents">, configuration: FunctionConfiguration) {
    this.#context = context;
    this.#logs = logs;
    this.#function = configuration;
    const day = new Date(context.clock.now()).toISOString().slice(0, "2026-01-01".length);
    const id = context.random.bytes(STREAM_ID_BYTES).toString("hex");
    this.name = `${day.replaceAll("-", "/")}/[${configuration.version}]${id}`;
  }

  /** Something that people want to see as it happens. */
  write(message: string) {
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

  start(requestId: string) {
    this.#put(`START RequestId: ${requestId} Version: ${this.#function.version}`);
  }

  timedOut(requestId: string, seconds: string) {
    const at = new Date(this.#context.clock.now()).toISOString();
    this.write(`${at} ${requestId} Task timed out after ${seconds} seconds`);
  }

  initFailed(duration: number) {
    this.#put(`INIT_REPORT Init Duration: ${duration.toFixed(2)} ms\tPhase: init\tStatus: error`);
  }

  end({ requestId, duration, initDuration, maxMemoryKb, errorType }: Report) {
    const fields = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${duration.toFixed(2)} ms`,
      `Billed Duration: ${Math.ceil(duration + (initDuration ?? 0))} ms`,
      `Memory Size: ${this.#function.memorySize} MB`,
      `Max Memory Used: ${Math.ceil(maxMemoryKb / 1024)} MB`,
    ];
    if (initDuration !== undefined) fields.push(`Init Duration: ${initDuration.toFixed(2)} ms`);
    if (errorType === "Sandbox.Timedout") fields.push("Status: timeout");
    else if (errorType) fields.push("Status: error", `Error Type: ${errorType}`);
    this.#put(`END RequestId: ${requestId}`);
    this.#put(fields.join("\t"));
  }

  #put(message: string) {
    const timestamp = this.#context.clock.now();
    this.#logs.putLogEvents(this.#function.loggingConfig.logGroup, this.name, [{ timestamp, message }]);
  }
}
