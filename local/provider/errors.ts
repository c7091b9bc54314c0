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
    super(`${action} ${type} "${logicalName(urn)}": ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown) {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return cause instanceof AwsError ? `${cause.code}: ${reason}` : reason;
}

/** The resource that is to be updated does not exist. */
export class GoneError extends ProviderError {
  override name = "GoneError";

  constructor(type: string, urn: string, id: string) {
    super(
      `updating ${type} "${logicalName(urn)}": there is no ${id} any more; refresh the stack, and it is made anew`,
    );
  }
}

/** Thrown by a type whose resource was made, when a later step of the making fails. `cause` is the service's error. */
export class PartlyMadeError extends Error {
  override name = "PartlyMadeError";
  readonly id: string;
  readonly computed: Props;

  constructor({ id, computed }: { id: string; computed: Props }, cause: unknown) {
    super(reasonOf(cause), { cause });
    this.id = id;
    this.computed = computed;
  }
}

/** The resource is there, but not as it was asked for. It is to be kept, and finished by the next update. */
export class InitFailedError extends ProviderError {
  override name = "InitFailedError";
  readonly id: string;
  /** As the services have the resource now. */
  readonly inputs: Props;
  readonly outputs: Props;

  constructor(failure: Error, { id, inputs, outputs }: { id: string; inputs: Props; outputs: Props }) {
    super(failure.message, { cause: failure });
    this.id = id;
    this.inputs = inputs;
    this.outputs = outputs;
  }
}

/** The name the program gave the resource: the last part of its URN, which itself may hold any character. */
export const logicalName = (urn: string) => urn.split("::").slice(3).join("::");
