// The provider of package `aws` for the local cloud: finds the type of a resource and asks it.
import { unknown, type Props } from "../engine/values.ts";
import { diffInputs } from "./diff.ts";
import { ServiceRefusedError, UnknownFunctionError, UnknownTypeError } from "./errors.ts";
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
  Subject,
  UpdateRequest,
} from "./provider.ts";
import type { ResourceType, Services } from "./resource-type.ts";
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
    return { inputs, failures: [...failures, ...this.#otherRegion(inputs)] };
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
    );
    const outputs = { ...withAllTags(type, inputs), ...computed };
    this.#ledger.record(token, { urn, id, inputs, outputs });
    return { id, outputs };
  }

  async update({ type: token, urn, id, oldOutputs, inputs, preview }: UpdateRequest) {
    const type = find(token, urn);
    const { stable, changing } = type.computed;
    const kept = pick(oldOutputs, [...stable, ...changing]);
    if (preview) return { outputs: { ...kept, ...unknowns(changing), ...withAllTags(type, inputs) } };
    const existing = { id, outputs: oldOutputs };
    const computed = await ask("updating", { type: token, urn }, () =>
      type.update(this.#cloud, existing, inputs),
    );
    const outputs = { ...kept, ...withAllTags(type, inputs), ...computed };
    this.#ledger.record(token, { urn, id, inputs, outputs });
    return { outputs };
  }

  async delete({ type: token, urn, id, outputs }: DeleteRequest) {
    const type = find(token, urn);
    await ask("deleting", { type: token, urn }, () => type.delete(this.#cloud, { id, outputs }));
    this.#ledger.forget(token, id, outputs);
  }

  async read({ type: token, urn, id }: Subject & { id: string }) {
    find(token, urn);
    return this.#ledger.find(token, id);
  }

  async invoke({ token, args, region }: { token: string; args: Props; region?: string }) {
    const call = functions.get(token);
    if (!call) throw new UnknownFunctionError(token);
    return call({ ...this.#cloud.context, ...(region !== undefined && { region }) }, args);
  }

  /** Most types say in which region they are; here there is one. */
  #withRegion(type: ResourceType, news: Props, region = this.#cloud.context.region): Props {
    return "region" in type.arguments.recorded ? { ...news, region: news.region ?? region } : news;
  }

  #otherRegion({ region }: Props): CheckFailure[] {
    const here = this.#cloud.context.region;
    if (typeof region !== "string" || region === here) return [];
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
