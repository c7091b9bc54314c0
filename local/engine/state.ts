// What the last run left: the resources of one stack, in the order in which they were registered.
import type { Props } from "./values.ts";

/** Options of a resource that outlive the run, because its deletion asks for them. */
export interface ResourceOptions {
  protect: boolean;
  retainOnDelete: boolean;
  deleteBeforeReplace: boolean | undefined;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  additionalSecretOutputs: string[];
  /** URN of a resource whose deletion takes this one along. */
  deletedWith: string | undefined;
  /** Durations as the program writes them ("5m"), by operation; recorded, nothing local is that slow. */
  customTimeouts: Record<string, string>;
}

/** Of a resource whose program asks for none. */
export const NO_OPTIONS: Readonly<ResourceOptions> = {
  protect: false,
  retainOnDelete: false,
  deleteBeforeReplace: undefined,
  ignoreChanges: [],
  replaceOnChanges: [],
  additionalSecretOutputs: [],
  deletedWith: undefined,
  customTimeouts: {},
};

export interface Resource {
  urn: string;
  type: string;
  name: string;
  /** False for components and for the stack itself. */
  custom: boolean;
  /** True for what `X.get` read: it belongs to somebody else. */
  external: boolean;
  /** Empty for components, and in a preview for what is yet to be created. */
  id: string;
  parent: string | undefined;
  /** URN of the explicit provider, when there is one. */
  provider: string | undefined;
  /** The explicit provider's region, when there is one. */
  region: string | undefined;
  /** After the provider's check; secrets are marked. */
  inputs: Props;
  outputs: Props;
  dependencies: string[];
  /** URNs by the input that depends on them. */
  propertyDependencies: Record<string, string[]>;
  /** Canonical text of the replacement trigger, when there is one. */
  replacementTrigger: string | undefined;
  /** Why it is there but not as it was asked for; the next run updates it. */
  initErrors: string[];
  options: ResourceOptions;
}

export class State {
  /** Oldest registration first, so that each resource comes after those it depends on. */
  readonly resources: Map<string, Resource>;
  /** Replaced by another of the same URN, and not yet deleted. */
  readonly replaced: Set<Resource>;

  constructor(resources: Iterable<Resource> = [], replaced: Iterable<Resource> = []) {
    this.resources = new Map([...resources].map((resource) => [resource.urn, resource]));
    this.replaced = new Set(replaced);
  }

  /** A preview works on a copy. */
  copy() {
    return new State(this.resources.values(), this.replaced);
  }

  get(urn: string) {
    return this.resources.get(urn);
  }

  /** Puts a registered resource last, whatever was known under its URN before. */
  put(resource: Resource) {
    this.resources.delete(resource.urn);
    this.resources.set(resource.urn, resource);
  }

  /** Forgets a resource that is gone. */
  drop(resource: Resource) {
    this.replaced.delete(resource);
    if (this.resources.get(resource.urn) === resource) this.resources.delete(resource.urn);
  }
}
