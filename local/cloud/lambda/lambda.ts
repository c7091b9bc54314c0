// AWS Lambda: functions, their versions and aliases, and calls of them; their processes in the modules beside.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { Principal } from "../iam/iam.ts";
import type { Aliases } from "./aliases.ts";
import { ACCOUNT_CONCURRENCY, checkReservations } from "./concurrency.ts";
import { DeployedFunction } from "./deployed-function.ts";
import { Environments, type LambdaDependencies } from "./environments.ts";
import { functionArn, functionNotFound, LATEST } from "./function-arn.ts";
import { checkCode, type Code } from "./function-code.ts";
import {
  configure,
  type FunctionConfiguration,
  type FunctionInput,
  type FunctionPatch,
  type FunctionSettings,
} from "./function-configuration.ts";
import { FunctionPackages } from "./function-packages.ts";
import { type Invocation, Invocations } from "./invocations.ts";
import type { InvokeResult } from "./invoke-result.ts";
import type { Permission } from "./resource-policy.ts";

export type { LambdaDependencies } from "./environments.ts";
export type { FunctionConfiguration, FunctionInput, FunctionPatch } from "./function-configuration.ts";
export type { Invocation } from "./invocations.ts";
export type { InvokeResult } from "./invoke-result.ts";
export type { Permission } from "./resource-policy.ts";

export interface LambdaOptions {
  /** Invocations in progress at a time in the whole account. Default: 1000. */
  accountConcurrency?: number;
}

export class Lambda {
  readonly #context: CloudContext;
  readonly #environments: Environments;
  readonly #packages: FunctionPackages;
  readonly #invocations: Invocations;
  readonly #functions = new Map<string, DeployedFunction>();
  /** Of functions that are deleted: how many versions they had published. */
  readonly #lastNumbers = new Map<string, number>();
  /** Invocations that may be in progress at a time in the whole account. */
  readonly accountConcurrency: number;

  constructor(
    context: CloudContext,
    dependencies: LambdaDependencies,
    { accountConcurrency = ACCOUNT_CONCURRENCY }: LambdaOptions = {},
  ) {
    this.#context = context;
    this.#environments = new Environments(context, dependencies);
    this.#packages = new FunctionPackages(context);
    this.#invocations = new Invocations(context, this.#functions, accountConcurrency);
    this.accountConcurrency = accountConcurrency;
  }

  /** @throws AwsError ResourceConflictException, InvalidParameterValueException, ValidationException */
  async createFunction(input: FunctionInput): Promise<FunctionConfiguration> {
    const { functionName } = input;
    if (this.#functions.has(functionName)) {
      throw new AwsError("ResourceConflictException", `Function already exist: ${functionName}`, 409);
    }
    const configuration = this.#check(input);
    const taskRoot = await this.#packages.unpack(functionName, input.code);
    const lastNumber = this.#lastNumbers.get(functionName) ?? 0;
    const revision = { input, configuration, taskRoot };
    const deployed = new DeployedFunction(this.#context, this.#environments, revision, lastNumber);
    this.#functions.set(functionName, deployed);
    return configuration;
  }

  /** Calls from now on run the new code; those in progress end with the old. */
  async updateFunctionCode(functionName: string, code: Code): Promise<FunctionConfiguration> {
    const { input } = this.#find(functionName);
    return this.#update({ ...input, code }, await this.#packages.unpack(functionName, code));
  }

  /** Changes what `patch` names and leaves the rest; takes effect as new code does. */
  async updateFunctionConfiguration(
    functionName: string,
    patch: FunctionPatch,
  ): Promise<FunctionConfiguration> {
    const { input, latest } = this.#find(functionName);
    return this.#update({ ...input, ...patch }, latest.taskRoot);
  }

  /** Changes what processes do not see: they go on, and the function does not count as modified. */
  updateFunctionSettings(functionName: string, patch: FunctionSettings): FunctionConfiguration {
    const deployed = this.#find(functionName);
    const { configuration, taskRoot } = deployed.latest;
    const input = { ...deployed.input, ...patch };
    const { lastModified } = configuration;
    deployed.record({ input, configuration: { ...this.#check(input), lastModified }, taskRoot });
    return deployed.latest.configuration;
  }

  /**
   * Deletes the function with all its versions and aliases, or one published version; resolves when the processes are
   * gone.
   * @param version the number of a version that no alias leads to
   * @throws AwsError ResourceNotFoundException, ResourceConflictException, InvalidParameterValueException
   */
  async deleteFunction(functionName: string, version?: string) {
    const deployed = this.#find(functionName);
    if (version !== undefined) return deployed.deleteVersion(version);
    this.#functions.delete(functionName);
    this.#lastNumbers.set(functionName, deployed.versions.lastNumber);
    await deployed.end();
  }

  /**
   * @param qualifier of a version or an alias. Default: the function itself, which is $LATEST
   * @throws AwsError ResourceNotFoundException
   */
  getFunction(functionName: string, qualifier?: string): FunctionConfiguration {
    return this.#find(functionName).describe(qualifier);
  }

  /** In the order of their creation. */
  listFunctions(): FunctionConfiguration[] {
    return [...this.#functions.values()].map(({ latest }) => latest.configuration);
  }

  /**
   * Publishes what the function is now; where nothing has changed since the last version, that is returned.
   * @param description of the version. Default: that of the function
   * @throws AwsError ResourceNotFoundException
   */
  publishVersion(functionName: string, description?: string): FunctionConfiguration {
    return this.#find(functionName).publish(description);
  }

  /** $LATEST, then those that are published, the oldest first. @throws AwsError ResourceNotFoundException */
  listVersions(functionName: string): FunctionConfiguration[] {
    const deployed = this.#find(functionName);
    const published = deployed.versions.list().map(({ configuration }) => configuration);
    return [deployed.describe(LATEST), ...published];
  }

  /** The version that was published last, $LATEST when none is. @throws AwsError ResourceNotFoundException */
  lastVersion(functionName: string): FunctionConfiguration {
    const deployed = this.#find(functionName);
    return deployed.versions.list().at(-1)?.configuration ?? deployed.describe(LATEST);
  }

  /** @throws AwsError ResourceNotFoundException */
  aliasesOf(functionName: string): Omit<Aliases, "delete"> {
    return this.#find(functionName).aliases;
  }

  /** Does nothing where there is none. @throws AwsError ResourceNotFoundException when there is no such function */
  deleteAlias(functionName: string, name: string) {
    this.#find(functionName).deleteAlias(name);
  }

  /**
   * @param qualifier a version or an alias, which alone the permission is for. Default: the function itself
   * @throws AwsError ResourceNotFoundException, ResourceConflictException, InvalidParameterValueException
   */
  addPermission(functionName: string, permission: Permission, qualifier?: string) {
    const deployed = this.#find(functionName);
    if (qualifier === LATEST) {
      const message = `We currently do not support adding policies for ${LATEST}.`;
      throw new AwsError("InvalidParameterValueException", message);
    }
    deployed.policy(qualifier).add(permission);
  }

  /** @throws AwsError ResourceNotFoundException */
  removePermission(functionName: string, statementId: string, qualifier?: string) {
    this.#find(functionName).policy(qualifier).remove(statementId);
  }

  /** JSON text; undefined when it has no permissions, or is not there. */
  getPolicy(functionName: string, qualifier?: string): string | undefined {
    return this.#functions.get(functionName)?.policyDocument(qualifier);
  }

  /**
   * Runs a function and waits for its answer, as with invocation type RequestResponse.
   * @throws AwsError ResourceNotFoundException 404, AccessDeniedException 403, TooManyRequestsException 429,
   *   RequestTooLargeException 413
   */
  async invoke(invocation: Invocation): Promise<InvokeResult> {
    return this.#invocations.start(invocation).result;
  }

  /** As `invoke`, and tells at once which version it is that runs. */
  start(invocation: Invocation) {
    return this.#invocations.start(invocation);
  }

  /**
   * Runs a function without waiting for it, as with invocation type Event: up to three times when it fails.
   * @throws AwsError ResourceNotFoundException 404, AccessDeniedException 403, RequestTooLargeException 413
   */
  invokeAsync(invocation: Invocation) {
    this.#invocations.startAsync(invocation);
  }

  /**
   * To be awaited before a call of this principal has any effect. Undefined unless it is an execution environment that
   * has no invocation: it is frozen then, and what it left behind goes on with its next invocation, or never.
   */
  awake(principal: Principal): Promise<void> | undefined {
    return this.#environments.awake(principal);
  }

  /** Ends every call and every process; resolves when nothing is left. */
  async stop() {
    this.#functions.clear();
    this.#invocations.stop();
    await this.#environments.stop();
  }

  #find(functionName: string): DeployedFunction {
    const deployed = this.#functions.get(functionName);
    if (!deployed) throw functionNotFound(functionArn(this.#context, functionName));
    return deployed;
  }

  #check(input: FunctionInput): FunctionConfiguration {
    const { functionName, reservedConcurrentExecutions: reserved } = input;
    checkCode(functionName, input.code);
    const others = this.listFunctions().filter((other) => other.functionName !== functionName);
    const reservations = others.map(({ reservedConcurrentExecutions }) => reservedConcurrentExecutions);
    checkReservations([...reservations, reserved], this.accountConcurrency);
    const configuration = configure(this.#context, input);
    this.#environments.checkRole(configuration);
    return configuration;
  }

  #update(input: FunctionInput, taskRoot: string): FunctionConfiguration {
    const configuration = this.#check(input);
    this.#find(input.functionName).update({ input, configuration, taskRoot });
    return configuration;
  }
}
