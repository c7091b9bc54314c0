// What the engine needs of a provider, in the terms of Pulumi's own provider protocol: property values in
// (decoded, without secrets), property values out.
import type { Props } from "../engine/values.ts";

/** Why an argument was not accepted. `property` is its path, as the program would write it. */
export interface CheckFailure {
  property: string;
  reason: string;
}

/** The resource a request is about: its type token and its URN. */
export interface Subject {
  type: string;
  urn: string;
  /** The region of the resource's explicit provider; without one, the cloud's own. */
  region?: string;
}

export interface CheckRequest extends Subject {
  /** The checked inputs of the last run, when there was one. */
  olds?: Props;
  news: Props;
  preview: boolean;
}

export interface DiffRequest extends Subject {
  id: string;
  oldInputs: Props;
  oldOutputs: Props;
  newInputs: Props;
}

/** `changes` are the inputs that differ, `replaces` those of them that AWS cannot change in place. */
export interface DiffResult {
  changes: string[];
  replaces: string[];
  deleteBeforeReplace: boolean;
}

export interface CreateRequest extends Subject {
  inputs: Props;
  preview: boolean;
}

export interface UpdateRequest extends Subject {
  id: string;
  oldInputs: Props;
  oldOutputs: Props;
  inputs: Props;
  preview: boolean;
}

export interface DeleteRequest extends Subject {
  id: string;
  outputs: Props;
}

export interface ReadRequest extends Subject {
  id: string;
  /** What the engine knows of the resource; nothing of one that it has not made. */
  inputs?: Props;
  outputs?: Props;
}

export interface Provider {
  /**
   * Validates the arguments of a resource and completes them with names and defaults. As Pulumi's engine does, ask
   * again without `olds` before replacing a resource: the new one then gets a name the old one does not have.
   */
  check(request: CheckRequest): Promise<{ inputs: Props; failures: CheckFailure[] }>;
  diff(request: DiffRequest): Promise<DiffResult>;
  /** In a preview nothing is made: the answer holds what AWS would know beforehand, the rest is unknown. */
  create(request: CreateRequest): Promise<{ id: string; outputs: Props }>;
  update(request: UpdateRequest): Promise<{ outputs: Props }>;
  delete(request: DeleteRequest): Promise<void>;
  /** The resource as it is now; undefined when there is none of this id. */
  read(request: ReadRequest): Promise<{ id: string; outputs: Props; inputs: Props } | undefined>;
  /** Calls a provider function, as `aws.getCallerIdentity` does. */
  invoke(request: { token: string; args: Props; region?: string }): Promise<Props>;
}
