// A provider that keeps everything in memory and writes down what it was asked, for tests of the engine.
import type { CheckRequest, DiffRequest, Provider, Subject } from "../../provider/provider.ts";
import { canonical } from "../canonical.ts";
import { parseUrn } from "../urn.ts";
import { unknown } from "../values.ts";
import type { Props } from "../values.ts";

/**
 * Inputs with a meaning: `invalid` does not pass the check, `fail` fails the creation and the update with its
 * text, a changed `size` asks for a replacement. Every resource has the outputs `out` and `password`.
 */
export class RecordingProvider implements Provider {
  /** "create a", "delete b", … in the order in which they were done. */
  readonly calls: string[] = [];
  readonly inputs = new Map<string, Props>();
  /** What `read` finds, by id. */
  readonly existing = new Map<string, Props>();
  deleteBeforeReplace = false;
  #count = 0;

  async check({ news }: CheckRequest) {
    const isInvalid = "invalid" in news;
    return {
      inputs: news,
      failures: isInvalid ? [{ property: "invalid", reason: "this is never valid" }] : [],
    };
  }

  async diff({ oldInputs, newInputs }: DiffRequest) {
    const keys = new Set([...Object.keys(oldInputs), ...Object.keys(newInputs)]);
    const changes = [...keys].filter(
      (key) => canonical(oldInputs[key] ?? null) !== canonical(newInputs[key] ?? null),
    );
    return {
      changes,
      replaces: changes.filter((key) => key === "size"),
      deleteBeforeReplace: this.deleteBeforeReplace,
    };
  }

  async create({ urn, inputs, preview, region }: Subject & { inputs: Props; preview: boolean }) {
    if (preview) return { id: "", outputs: { ...inputs, out: unknown } };
    const name = this.#record("create", urn, inputs);
    const id = `${name}-${++this.#count}`;
    return { id, outputs: { ...inputs, out: `out of ${id}`, password: "hush", region: region ?? "" } };
  }

  async update({ urn, id, inputs, preview }: Subject & { id: string; inputs: Props; preview: boolean }) {
    if (preview) return { outputs: { ...inputs, out: unknown } };
    this.#record("update", urn, inputs);
    return { outputs: { ...inputs, out: `out of ${id}, updated`, password: "hush" } };
  }

  async delete({ urn, id }: Subject & { id: string }) {
    this.#record("delete", urn, { id });
  }

  async read({ id }: Subject & { id: string }) {
    const outputs = this.existing.get(id);
    return outputs && { id, outputs, inputs: {} };
  }

  async invoke({ token, args, region }: { token: string; args: Props; region?: string }) {
    if (token !== "test:index:echo") throw new Error(`there is no function ${token}`);
    return { ...args, region: region ?? "" };
  }

  #record(operation: string, urn: string, inputs: Props) {
    const { name } = parseUrn(urn);
    if (typeof inputs.fail === "string") throw new Error(inputs.fail);
    this.calls.push(`${operation} ${name}`);
    this.inputs.set(name, inputs);
    return name;
  }
}
