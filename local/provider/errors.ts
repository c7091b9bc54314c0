// What goes wrong between a program and the local cloud, in words that name the resource.
import { AwsError } from "../cloud/errors.ts";
import type { Props } from "../engine/values.ts";

export class ProviderError extends Error {
  override name = "ProviderError";
}

/** The program uses a resource type that the table of types does not hold. */
export class UnknownTypeError extends ProviderError {
  override name = "UnknownTypeError";

  constructor(type: string, urn: string) {
    super(
      `${type} "${logicalName(urn)}": the local cloud does not know this resource type; ` +
        `leave the resource out of the stack "local", or deploy to AWS`,
    );
  }
}

/** The program calls a provider function that the local cloud has no answer to. */
export class UnknownFunctionError extends ProviderError {
  override name = "UnknownFunctionError";

  constructor(token: string) {
    super(
      `${token}: the local cloud does not know this function; pass the value in through the configuration of the stack "local"`,
    );
  }
}

/** A service refused what the provider asked of it on behalf of a resource. `cause` is the service's error. */
export class ServiceRefusedError extends ProviderError {
  override name = "ServiceRefusedError";

  constructor(action: string, type: string, urn: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const code = cause instanceof AwsError ? `${cause.code}: ` : "";
    super(`${action} ${type} "${logicalName(urn)}": ${code}${reason}`, { cause });
  }
}

/** The resource is there, but a step after its making failed. It is to be kept, and finished by the next update. */
export class InitFailedError extends ProviderError {
  override name = "InitFailedError";
  readonly id: string;
  /** As the services have the resource now. */
  readonly inputs: Props;
  readonly outputs: Props;

  constructor(
    failure: ServiceRefusedError,
    { id, inputs, outputs }: { id: string; inputs: Props; outputs: Props },
  ) {
    super(failure.message, { cause: failure });
    this.id = id;
    this.inputs = inputs;
    this.outputs = outputs;
  }
}

/** The name the program gave the resource: the last part of its URN, which itself may hold any character. */
export const logicalName = (urn: string) => urn.split("::").slice(3).join("::");
