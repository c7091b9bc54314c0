// The resources that live in the cloud because the provider made them.
import { canonical } from "../engine/canonical.ts";
import type { Props } from "../engine/values.ts";

export interface Entry {
  urn: string;
  id: string;
  inputs: Props;
  outputs: Props;
}

export class Ledger {
  readonly #types = new Map<string, Map<string, Entry>>();

  /** Keeps `entry`, in place of what was kept under its type and id. */
  record(type: string, entry: Entry) {
    const entries = this.#types.get(type) ?? new Map<string, Entry>();
    this.#types.set(type, entries.set(entry.id, entry));
  }

  /** Drops the resource, unless another took over its id: a stage of a new API may be called as that of the old. */
  forget(type: string, id: string, outputs: Props) {
    const entries = this.#types.get(type);
    const entry = entries?.get(id);
    // By their hash, since the CLI tells no contents of what is to be deleted.
    if (entry && canonical(entry.outputs) === canonical(outputs)) entries?.delete(id);
  }

  find(type: string, id: string): Entry | undefined {
    return this.#types.get(type)?.get(id);
  }

  /** Whether a living resource of `type` was made with this value of an input. */
  isTaken(type: string, property: string, value: string): boolean {
    const entries = this.#types.get(type)?.values() ?? [];
    return [...entries].some(({ inputs }) => inputs[property] === value);
  }
}
