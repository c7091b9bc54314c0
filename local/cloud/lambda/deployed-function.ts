// A function as it is deployed: $LATEST, what was published of it, the aliases, and who may call which of them.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { Aliases } from "./aliases.ts";
import type { Load } from "./concurrency.ts";
import type { Environments } from "./environments.ts";
import { functionArn, functionNotFound, invokeArn, LATEST } from "./function-arn.ts";
import type { FunctionConfiguration, FunctionInput } from "./function-configuration.ts";
import type { FunctionVersion } from "./function-version.ts";
import { PublishedVersions } from "./published-versions.ts";
import { ResourcePolicy } from "./resource-policy.ts";

/** What $LATEST is made of. */
interface Revision {
  input: FunctionInput;
  configuration: FunctionConfiguration;
  /** Folder of the unpacked code. */
  taskRoot: string;
}

export class DeployedFunction {
  readonly versions: PublishedVersions;
  readonly aliases: Aliases;
  readonly #context: CloudContext;
  readonly #environments: Environments;
  #input: FunctionInput;
  readonly #latest: FunctionVersion;
  /** By qualifier; undefined is the function itself. */
  readonly #policies = new Map<string | undefined, ResourcePolicy>();

  /** @param lastNumber of the versions of a deleted function of the same name */
  constructor(
    context: CloudContext,
    environments: Environments,
    { input, configuration, taskRoot }: Revision,
    lastNumber: number,
  ) {
    const create = (configuration: FunctionConfiguration, taskRoot: string): FunctionVersion => ({
      ...{ configuration, taskRoot },
      pool: environments.createPool(configuration, taskRoot),
    });
    this.#context = context;
    this.#environments = environments;
    this.#input = input;
    this.#latest = create(configuration, taskRoot);
    this.versions = new PublishedVersions(context, create, lastNumber);
    this.aliases = new Aliases(
      context,
      input.functionName,
      (version) => this.#version(version).configuration,
    );
  }

  /** What $LATEST was last told to be. */
  get input(): FunctionInput {
    return this.#input;
  }

  get latest(): Readonly<FunctionVersion> {
    return this.#latest;
  }

  /** All versions count together. */
  get load(): Load {
    const { configuration, pool } = this.#latest;
    const inProgress = pool.inProgress + this.versions.inProgress;
    return { reserved: configuration.reservedConcurrentExecutions, inProgress };
  }

  /** Calls of $LATEST from now on run what it is now; those in progress end with what it was. */
  update(revision: Revision) {
    this.record(revision);
    const { configuration, taskRoot } = revision;
    this.#latest.pool.renew(this.#environments.starter(configuration, taskRoot));
  }

  /** Of a change that processes do not see: they go on. */
  record({ input, configuration, taskRoot }: Revision) {
    this.#input = input;
    Object.assign(this.#latest, { configuration, taskRoot });
  }

  /** @param description of the version. Default: that of $LATEST */
  publish(description?: string): FunctionConfiguration {
    return this.versions.publish(this.#latest, description).configuration;
  }

  /**
   * As it is told under this name; of an alias, the version that it leads to before all others.
   * @throws AwsError ResourceNotFoundException
   */
  describe(qualifier?: string): FunctionConfiguration {
    const { configuration: latest } = this.#latest;
    if (qualifier === undefined) return latest;
    const { configuration } = this.#version(this.aliases.find(qualifier)?.functionVersion ?? qualifier);
    const { tags, reservedConcurrentExecutions } = latest;
    const arn = functionArn(this.#context, latest.functionName, qualifier);
    const named = { arn, invokeArn: invokeArn(this.#context, arn) };
    return { ...configuration, ...named, tags, reservedConcurrentExecutions };
  }

  /**
   * The version that a call under this name is for, which chance has a part in where an alias has two.
   * @throws AwsError ResourceNotFoundException
   */
  choose(qualifier = LATEST): FunctionVersion {
    const alias = this.aliases.find(qualifier);
    return this.#version(alias ? this.aliases.choose(alias) : qualifier);
  }

  policyDocument(qualifier?: string): string | undefined {
    return this.#policies.get(qualifier)?.document();
  }

  /** @throws AwsError ResourceNotFoundException */
  policy(qualifier?: string): ResourcePolicy {
    if (qualifier !== undefined && !this.aliases.find(qualifier)) this.#version(qualifier);
    const policy =
      this.#policies.get(qualifier) ??
      new ResourcePolicy(this.#context, { functionName: this.#input.functionName, qualifier });
    this.#policies.set(qualifier, policy);
    return policy;
  }

  deleteAlias(name: string) {
    this.aliases.delete(name);
    this.#policies.delete(name);
  }

  /**
   * Resolves when its processes are gone.
   * @throws AwsError InvalidParameterValueException, ResourceConflictException, ResourceNotFoundException
   */
  async deleteVersion(version: string) {
    if (version === LATEST) refuse(`${LATEST} version cannot be deleted without deleting the function.`);
    if (this.aliases.find(version)) refuse("Deletion of aliases is not currently supported.");
    const { pool } = this.#version(version);
    const names = this.aliases.of(version).map(({ name }) => name);
    if (names.length > 0) {
      const message = `Unable to delete version because the following aliases reference it: [${names.join(", ")}]`;
      throw new AwsError("ResourceConflictException", message, 409);
    }
    this.versions.delete(version);
    this.#policies.delete(version);
    await this.#environments.endPool(pool);
  }

  /** Ends every call and every process; resolves when nothing is left. */
  async end() {
    const pools = [this.#latest, ...this.versions.list()].map(({ pool }) => pool);
    await Promise.all(pools.map((pool) => this.#environments.endPool(pool)));
  }

  #version(version: string): FunctionVersion {
    const found = version === LATEST ? this.#latest : this.versions.find(version);
    if (found) return found;
    throw functionNotFound(functionArn(this.#context, this.#input.functionName, version));
  }
}

function refuse(message: string): never {
  throw new AwsError("InvalidParameterValueException", message);
}
