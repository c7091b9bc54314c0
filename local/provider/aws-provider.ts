// The provider of package `aws` for the local cloud: finds the type of a resource and asks it.
import { canonical } from "../engine/canonical.ts";
import { unknown, type Props } from "../engine/values.ts";
import { diffInputs } from "./diff.ts";
import {
  GoneError,
  InitFailedError,
  PartlyMadeError,
  ServiceRefusedError,
  UnknownFunctionError,
  UnknownTypeError,
} from "./errors.ts";
import { functions } from "./functions/index.ts";
import { Ledger } from "./ledger.ts";
import { withName } from "./names.ts";
import type {
  CheckFailure,
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  Provider,
  ReadRequest,
  Subject,
  UpdateRequest,
} from "./provider.ts";
import type { Known, ResourceType, Services } from "./resource-type.ts";
import { resourceTypes } from "./resources/index.ts";

export class AwsProvider implements Provider {
  readonly #cloud: Services;
  readonly #ledger = new Ledger();

  constructor(cloud: Services) {
    this.#cloud = cloud;
  }

  async check({ type: token, urn, region, olds, news }: CheckRequest) {
    const type = find(token, urn);
    const isTaken = (name: string) => this.#ledger.isTaken(token, type.name?.property ?? "name", name);
    const named = type.name ? withName(type.name, { urn, olds, news, isTaken }) : news;
    const { inputs, failures } = type.check(this.#withRegion(type, named, region));
    return { inputs, failures: [...failures, ...this.#otherRegion(type, inputs)] };
  }

  async diff(request: DiffRequest) {
    return diffInputs(find(request.type, request.urn), request);
  }

  async create({ type: token, urn, inputs, preview }: CreateRequest) {
    const type = find(token, urn);
    const { stable, changing } = type.computed;
    if (preview)
      return { id: "", outputs: { ...unknowns([...stable, ...changing]), ...withAllTags(type, inputs) } };
    const { id, computed } = await ask("creating", { type: token, urn }, () =>
      type.create(this.#cloud, inputs),
    ).catch((failure) => this.#keepPartlyMade(type, failure, inputs));
    const outputs = { ...withAllTags(type, inputs), ...computed };
    this.#ledger.record(token, { urn, id, inputs, outputs });
    return { id, outputs };
  }

  async update({ type: token, urn, id, oldInputs, oldOutputs, inputs, preview }: UpdateRequest) {
    const type = find(token, urn);
    const { stable, changing } = type.computed;
    const kept = pick(oldOutputs, [...stable, ...changing]);
    if (preview) {
      const staying = type.keeps(oldInputs, inputs);
      const open = unknowns(changing.filter((output) => !staying.includes(output)));
      return { outputs: { ...kept, ...open, ...withAllTags(type, inputs) } };
    }
    // From what there is to what is wanted: the last update may have failed half-way, or somebody else changed it.
    const before = await this.read({ type: token, urn, id, inputs: oldInputs, outputs: oldOutputs });
    if (!before) throw new GoneError(token, urn, id);
    const computed = await ask("updating", { type: token, urn }, () =>
      type.update(this.#cloud, before, inputs),
    ).catch((failure) => this.#keepPartlyUpdated(type, failure, before));
    const outputs = { ...kept, ...withAllTags(type, inputs), ...computed };
    this.#ledger.record(token, { urn, id, inputs, outputs });
    return { outputs };
  }

  async delete({ type: token, urn, id, outputs }: DeleteRequest) {
    const type = find(token, urn);
    await ask("deleting", { type: token, urn }, () => type.delete(this.#cloud, { id, outputs }));
    this.#ledger.forget(token, id, outputs);
  }

  async read({ type: token, urn, ...request }: ReadRequest) {
    const type = find(token, urn);
    // The engine knows nothing of what `X.get` asks for, which may be of this program all the same.
    const known = request.inputs ? request : (this.#ledger.find(token, request.id) ?? request);
    const found = await ask("reading", { type: token, urn }, () => this.#readBack(type, known));
    if (found) this.#ledger.record(token, { urn, ...found });
    return found;
  }

  async invoke({ token, args, region }: { token: string; args: Props; region?: string }) {
    const call = functions.get(token);
    if (!call) throw new UnknownFunctionError(token);
    return call({ ...this.#cloud.context, ...(region !== undefined && { region }) }, args);
  }

  async #readBack(type: ResourceType, known: Known) {
    const found = await type.read(this.#cloud, known);
    if (!found) return undefined;
    const { stable, changing } = type.computed;
    const kept = pick(known.outputs ?? {}, [...stable, ...changing]);
    const inputs = this.#withRegion(type, found.inputs);
    return { id: found.id, inputs, outputs: { ...kept, ...withAllTags(type, inputs), ...found.computed } };
  }

  /** @throws InitFailedError when the resource is there all the same, otherwise what went wrong */
  async #keepPartlyMade(type: ResourceType, failure: Error, inputs: Props): Promise<never> {
    if (!(failure.cause instanceof PartlyMadeError)) throw failure;
    const { id, computed } = failure.cause;
    const made = await this.#readBack(type, { id, inputs, outputs: computed });
    throw made ? new InitFailedError(failure, made) : failure;
  }

  /** @throws InitFailedError when the resource is no more what it was, otherwise what went wrong */
  async #keepPartlyUpdated(type: ResourceType, failure: Error, before: Required<Known>): Promise<never> {
    const now = await this.#readBack(type, before);
    const hasChanged = now && canonical(now.inputs) !== canonical(before.inputs);
    throw hasChanged ? new InitFailedError(failure, now) : failure;
  }

  /** Most types say in which region they are; here there is one. */
  #withRegion(type: ResourceType, news: Props, region = this.#cloud.context.region): Props {
    return "region" in type.arguments.recorded ? { ...news, region: news.region ?? region } : news;
  }

  #otherRegion({ anyRegion }: ResourceType, { region }: Props): CheckFailure[] {
    const here = this.#cloud.context.region;
    if (anyRegion || typeof region !== "string" || region === here) return [];
    const reason = `"${region}" is not the region of the local cloud, which is ${here}; leave it out, or run the local cloud there with aws:region`;
    return [{ property: "region", reason }];
  }
}

function find(token: string, urn: string): ResourceType {
  const type = resourceTypes.get(token);
  if (!type) throw new UnknownTypeError(token, urn);
  return type;
}

async function ask<T>(action: string, { type, urn }: Subject, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw new ServiceRefusedError(action, type, urn, cause);
  }
}

/** With the tags that the configuration of the provider would add: none here. */
const withAllTags = ({ arguments: { applied, recorded } }: ResourceType, inputs: Props): Props =>
  "tags" in applied || "tags" in recorded ? { ...inputs, tagsAll: inputs.tags ?? {} } : inputs;

const unknowns = (keys: readonly string[]): Props => Object.fromEntries(keys.map((key) => [key, unknown]));

const pick = (props: Props, keys: readonly string[]): Props =>
  Object.fromEntries(Object.entries(props).filter(([key]) => keys.includes(key)));
