// The engine's calls of providers: values go in without secrets and come out with them, and each resource
// type goes to the provider that has it.
import { InitFailedError } from "../provider/errors.ts";
import type { Provider } from "../provider/provider.ts";
import { ResourceError, UnsupportedError } from "./errors.ts";
import { isProviderType, providerResources } from "./provider-resources.ts";
import { markSecrets, toPlain } from "./secrets.ts";
import type { Resource } from "./state.ts";
import type { Props } from "./values.ts";

export class ProviderCalls {
  #provider: Provider;
  #preview: boolean;

  constructor(provider: Provider, preview: boolean) {
    this.#provider = provider;
    this.#preview = preview;
  }

  /** The inputs as the provider completes them; throws a ResourceError with all that it does not accept. */
  async check(resource: Resource, olds: Props | undefined): Promise<Props> {
    const { inputs, failures } = await this.#of(resource).check({
      ...subjectOf(resource),
      ...(olds ? { olds: toPlain(olds) } : {}),
      news: toPlain(resource.inputs),
      preview: this.#preview,
    });
    if (failures.length === 0) return markSecrets(inputs, resource.inputs);
    const reasons = failures.map(({ property, reason }) => {
      const problem = `${resource.type} resource '${resource.name}' has a problem: ${reason}`;
      return property ? `${problem}. Examine values at '${resource.name}.${property}'.` : problem;
    });
    throw new ResourceError(resource.urn, reasons);
  }

  diff(old: Resource, inputs: Props, resource = old) {
    return this.#of(resource).diff({
      ...subjectOf(resource),
      id: old.id,
      oldInputs: toPlain(old.inputs),
      oldOutputs: toPlain(old.outputs),
      newInputs: toPlain(inputs),
    });
  }

  /**
   * Gives the resource its id and outputs; in a preview there is no id yet. One that is made but not wholly has
   * `initErrors` afterwards.
   */
  async create(resource: Resource) {
    const { id, outputs } = await orUnfinished(
      resource,
      this.#of(resource).create({
        ...subjectOf(resource),
        inputs: toPlain(resource.inputs),
        preview: this.#preview,
      }),
    );
    resource.id = this.#preview ? "" : id;
    resource.outputs = withSecrets(resource, outputs);
  }

  /**
   * Like `create`: one that is updated but not wholly has `initErrors` afterwards, and as with Pulumi the inputs that it
   * had before, so that the next run sees the change again.
   */
  async update(resource: Resource, old: Resource) {
    const { outputs } = await orUnfinished(
      resource,
      this.#of(resource).update({
        ...subjectOf(resource),
        id: old.id,
        oldInputs: toPlain(old.inputs),
        oldOutputs: toPlain(old.outputs),
        inputs: toPlain(resource.inputs),
        preview: this.#preview,
      }),
    );
    resource.id = old.id;
    resource.outputs = withSecrets(resource, outputs);
    if (resource.initErrors.length > 0) resource.inputs = old.inputs;
  }

  /** What did not change has the id and the outputs it had: that an input became secret is seen after its next change. */
  keep(resource: Resource, old: Resource) {
    resource.id = old.id;
    resource.outputs = markSecrets(old.outputs, {}, resource.options.additionalSecretOutputs);
  }

  async delete(resource: Resource) {
    if (this.#preview) return;
    const { id, outputs } = resource;
    await this.#of(resource).delete({ ...subjectOf(resource), id, outputs: toPlain(outputs) });
  }

  async read(resource: Resource, id: string) {
    const found = await this.#of(resource).read({ ...subjectOf(resource), id });
    if (!found) throw new ResourceError(resource.urn, [`resource '${id}' does not exist`]);
    resource.inputs = found.inputs;
    resource.outputs = withSecrets(resource, found.outputs);
  }

  invoke(token: string, args: Props, region: string | undefined): Promise<Props> {
    const request = { token, args: toPlain(args) };
    return this.#provider.invoke(region === undefined ? request : { ...request, region });
  }

  #of({ type }: Resource) {
    if (isProviderType(type)) return providerResources;
    if (type.startsWith("pulumi:")) throw new UnsupportedError(`the resource type ${type}`);
    return this.#provider;
  }
}

/** How each request begins. */
function subjectOf({ type, urn, region }: Resource) {
  return region === undefined ? { type, urn } : { type, urn, region };
}

async function orUnfinished<T>(resource: Resource, work: Promise<T>): Promise<T | InitFailedError> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InitFailedError)) throw error;
    resource.initErrors = [error.message];
    return error;
  }
}

function withSecrets({ inputs, options }: Resource, outputs: Props) {
  return markSecrets(outputs, inputs, options.additionalSecretOutputs);
}
