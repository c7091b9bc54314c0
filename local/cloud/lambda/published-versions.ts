// The published versions of one function: code and configuration as they were, under a number that is theirs for good.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
import { isDeepStrictEqual } from "node:util";
import type { CloudContext } from "../context.ts";
import { functionArn, invokeArn } from "./function-arn.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import type { FunctionVersion } from "./function-version.ts";

/** Makes a version with environments of its own. */
type CreateVersion = (configuration: FunctionConfiguration, taskRoot: string) => FunctionVersion;

export class PublishedVersions {
  readonly #context: CloudContext;
  readonly #create: CreateVersion;
  readonly #versions = new Map<string, FunctionVersion>();
  #lastNumber: number;
  /** What was published last, as $LATEST had it. */
  #lastSnapshot: object | undefined;

  /** @param lastNumber of a deleted function of the same name: a number is never used again */
  constructor(context: CloudContext, create: CreateVersion, lastNumber: number) {
    this.#context = context;
    this.#create = create;
    this.#lastNumber = lastNumber;
  }

  /** Of all that were ever published; 0 when none was. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  /**
   * Publishes $LATEST, unless nothing of it has changed since the last version, which is it then.
   * @param description instead of that of $LATEST
   */
  publish({ configuration, taskRoot }: FunctionVersion, description = configuration.description) {
    const last = this.#versions.get(String(this.#lastNumber));
    const snapshot = snapshotOf(configuration);
    if (last && isDeepStrictEqual(snapshot, this.#lastSnapshot)) return last;
    const version = String(++this.#lastNumber);
    const arn = functionArn(this.#context, configuration.functionName, version);
    const published = this.#create(
      { ...configuration, description, version, arn, invokeArn: invokeArn(this.#context, arn) },
      taskRoot,
    );
    this.#versions.set(version, published);
    this.#lastSnapshot = snapshot;
    return published;
  }

  /** Calls of all of them that wait or run. */
  get inProgress(): number {
    let inProgress = 0;
    for (const { pool } of this.#versions.values()) inProgress += pool.inProgress;
    return inProgress;
  }

  find(version: string): FunctionVersion | undefined {
    return this.#versions.get(version);
  }

  /** The oldest first. */
  list(): FunctionVersion[] {
    return [...this.#versions.values()];
  }

  delete(version: string) {
    this.#versions.delete(version);
  }
}

/** What makes a version another one: neither what a change of $LATEST tells of itself, nor what the whole function has. */
const snapshotOf = (configuration: FunctionConfiguration) => ({
  ...configuration,
  lastModified: undefined,
  tags: undefined,
  reservedConcurrentExecutions: undefined,
});
