// What goes wrong between a program and the engine, and how it is told.

/** Everything the engine refuses or fails at; its message is written for the person who wrote the program. */
export class EngineError extends Error {
  override name = "EngineError";
}

/** A Pulumi.yaml, stack file or setting that cannot be used. */
export class ProjectError extends EngineError {
  override name = "ProjectError";
}

/** Something Pulumi has and this engine has not. Running on would give another result than `pulumi up`. */
export class UnsupportedError extends EngineError {
  override name = "UnsupportedError";

  constructor(what: string) {
    super(`${what}: the in-process engine does not do this; run the program with the Pulumi CLI`);
  }
}

/** A resource that could not be registered; `reasons` has one entry per line of diagnostics. */
export class ResourceError extends EngineError {
  override name = "ResourceError";
  readonly urn: string;
  readonly reasons: string[];

  constructor(urn: string, reasons: string[], options?: ErrorOptions) {
    super(reasons.join("\n"), options);
    this.urn = urn;
    this.reasons = reasons;
  }
}

/** A call that came when the run had already ended because of a failure. */
export class StoppedError extends EngineError {
  override name = "StoppedError";

  constructor() {
    super("the run has ended");
  }
}
