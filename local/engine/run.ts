// A run as the program's calls see it: the deployment, the configuration, and what the program says.
import type { Config } from "./config.ts";
import type { Deployment } from "./deployment.ts";
import { UnsupportedError } from "./errors.ts";
import type { LogLine } from "./run-result.ts";

export type Severity = "debug" | "info" | "warning" | "error";

/** How the SDK words it that an engine lacks a feature: for ours an upgrade would not help. */
const unsupportedBySdk = /The Pulumi CLI does not support (?:the )?(.+?)\. Please update the Pulumi CLI\.?/;

export class Run {
  readonly deployment: Deployment;
  readonly config: Config;
  rootUrn = "";
  /** Moments as `performance.now()` tells them: the stack was registered, and the program ended. */
  loadedAt: number | undefined;
  endedAt: number | undefined;
  #onLog: (line: LogLine) => void;
  #finishing: Promise<void> | undefined;

  constructor(deployment: Deployment, config: Config, onLog: (line: LogLine) => void) {
    this.deployment = deployment;
    this.config = config;
    this.#onLog = onLog;
  }

  setRoot(urn: string) {
    this.rootUrn = urn;
    this.loadedAt = performance.now();
  }

  /** What the SDK tells for its own debugging is dropped. */
  log(severity: Severity, text: string, urn: string | undefined) {
    if (severity === "debug") return;
    const message = text.replace(
      unsupportedBySdk,
      (_, feature: string) => new UnsupportedError(feature).message,
    );
    const about = urn === undefined ? { message } : { message, urn };
    if (severity === "info") this.#onLog({ ...about, stream: "log" });
    else this.deployment.record.report({ severity, ...about });
  }

  /** A line that the program wrote by itself. */
  write(stream: "stdout" | "stderr", message: string) {
    this.#onLog({ message, stream });
  }

  /** The program is through: deletes what it did not register. A failed program deletes nothing. */
  finish() {
    this.endedAt ??= performance.now();
    const { deployment } = this;
    this.#finishing ??= deployment.record.ok || deployment.preview ? deployment.finish() : Promise.resolve();
    return this.#finishing;
  }

  /** Reports a program that ended with an error it has not told the engine; what it wrote has been passed on. */
  exitedWith(code: number | null) {
    this.endedAt ??= performance.now();
    if (code === 0 || !this.deployment.record.ok) return;
    const how = code === null ? "was ended before it was through" : `exited with code ${code}`;
    this.deployment.record.report({ severity: "error", message: `the program ${how}` });
  }
}
