// The aliases of one function: names for its versions, which can be led elsewhere while callers keep the name.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { checkWeights, chooseVersion, type VersionWeights } from "./alias-routing.ts";
import { functionArn, invokeArn } from "./function-arn.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";

export interface AliasInput {
  /** Letters, digits, hyphens and underscores, digits alone excepted. */
  name: string;
  /** A version's number, or `$LATEST`. */
  functionVersion: string;
  /** Default: none. */
  description?: string;
  /** A second version and the share of the calls that it gets, from 0 to 1. Default: none. */
  additionalVersionWeights?: VersionWeights;
}

export interface Alias extends Required<AliasInput> {
  arn: string;
  invokeArn: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
const NAME_PATTERN = /^(?!\d+$)[a-zA-Z0-9-_]{1,128}$/;

export class Aliases {
  readonly #context: CloudContext;
  readonly #functionName: string;
  readonly #versionOf: (version: string) => FunctionConfiguration;
  readonly #aliases = new Map<string, Alias>();

  /** @param versionOf throws for a version that does not exist */
  constructor(
    context: CloudContext,
    functionName: string,
    versionOf: (version: string) => FunctionConfiguration,
  ) {
    this.#context = context;
    this.#functionName = functionName;
    this.#versionOf = versionOf;
  }

  /** @throws AwsError ResourceConflictException, ResourceNotFoundException, ValidationException, InvalidParameterValueException */
  create(input: AliasInput): Alias {
    const arn = functionArn(this.#context, this.#functionName, input.name);
    if (!NAME_PATTERN.test(input.name)) {
      const problem = `the name of an alias has letters, digits, - and _, and not digits alone, unlike "${input.name}"`;
      throw new AwsError("ValidationException", `1 validation error detected: ${problem}`);
    }
    if (this.#aliases.has(input.name)) {
      throw new AwsError("ResourceConflictException", `Alias already exists: ${arn}`, 409);
    }
    return this.#set({
      ...{ description: "", additionalVersionWeights: {}, ...input },
      ...{ arn, invokeArn: invokeArn(this.#context, arn) },
    });
  }

  /** What is not given stays as it is. @throws as `create`; ResourceNotFoundException where there is no such alias */
  update(name: string, patch: Partial<Omit<AliasInput, "name">>): Alias {
    return this.#set({ ...this.get(name), ...patch });
  }

  /** @throws AwsError ResourceNotFoundException */
  get(name: string): Alias {
    const alias = this.#aliases.get(name);
    if (alias) return alias;
    const arn = functionArn(this.#context, this.#functionName, name);
    throw new AwsError("ResourceNotFoundException", `Cannot find alias arn: ${arn}`, 404);
  }

  find(name: string): Alias | undefined {
    return this.#aliases.get(name);
  }

  /** In the order of their names. */
  list(): Alias[] {
    return [...this.#aliases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  delete(name: string) {
    this.#aliases.delete(name);
  }

  /** Those that lead to the version, wholly or in part. */
  of(version: string): Alias[] {
    return this.list().filter(
      (alias) => alias.functionVersion === version || version in alias.additionalVersionWeights,
    );
  }

  /** The version that the next call of the alias is for. */
  choose(alias: Alias): string {
    return chooseVersion(alias, this.#context.random);
  }

  #set(alias: Alias): Alias {
    checkWeights(alias, this.#versionOf);
    this.#aliases.set(alias.name, alias);
    return alias;
  }
}
