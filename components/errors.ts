// Mistakes that whoever calls a component, or writes a stack's config, can fix.
import { Output, RunError } from "@pulumi/pulumi";

/** One thing that is wrong. All that are found are reported together, so that they can be fixed together. */
export interface Problem {
  /** Where the mistake is, as the caller writes it: `routes["send"].timeout`. */
  argument: string;
  /** What is there now; leave out what is not set or cannot be shown. */
  value?: unknown;
  /** What is wrong with it. */
  wrong: string;
  /** What to do instead. */
  remedy: string;
}

/**
 * The base of every refusal. It is a `RunError`, because Pulumi prints those without a stack trace: the reader
 * needs the sentence, not our call chain.
 */
class RefusalError extends RunError {
  readonly problems: Problem[];

  constructor(headline: string, problems: Problem[]) {
    const message = [headline, ...problems.map(describe)].join("\n  - ");
    super(message);
    this.problems = problems;
    // One that is thrown in an output is thrown on by each property that waits for it, which puts its own name before
    // the message, and shown with its stack. https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    this.stack = undefined;
  }
}

/** A component was given arguments it cannot work with. Thrown before any resource is registered, or in an output. */
export class InvalidArgsError extends RefusalError {
  override name = "InvalidArgsError";

  constructor(component: string, instance: string, problems: Problem[]) {
    super(`${component} "${instance}" cannot be created:`, problems);
  }
}

/** The stack's config has a missing or unusable value. */
export class ConfigError extends RefusalError {
  override name = "ConfigError";

  constructor(stack: string, problems: Problem[]) {
    super(`The config of stack "${stack}" cannot be used:`, problems);
  }
}

/** Handlers cannot be bundled. */
export class BundleError extends RunError {
  override name = "BundleError";
  /** esbuild's own words, with file, line and column, one for each fault. */
  readonly faults: string[];

  constructor(faults: string[], options?: ErrorOptions) {
    super(faults.join("\n"), options);
    this.faults = faults;
  }
}

function describe({ argument, value, wrong, remedy }: Problem) {
  const shown = value === undefined ? argument : `${argument} is ${show(value)}`;
  return `${shown}: ${wrong}. ${remedy}.`;
}

/** As JSON, but for what JSON would change, such as NaN into null. */
function show(value: unknown): string {
  if (Output.isInstance(value)) return "an Output";
  if (Array.isArray(value)) return `[${value.map(show).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, each]) => `${JSON.stringify(key)}:${show(each)}`)
      .join(",")}}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
