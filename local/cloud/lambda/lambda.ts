// AWS Lambda: functions and who may call them here, their processes in the modules beside.
import { join } from "node:path";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { Principal } from "../iam/iam.ts";
import { AsyncInvocations } from "./async-invocations.ts";
import { ACCOUNT_CONCURRENCY, checkConcurrency, checkReservations, type Load } from "./concurrency.ts";
import { Environments, type LambdaDependencies } from "./environments.ts";
import { functionNameOf, functionNotFound } from "./function-arn.ts";
import { checkCode, type Code, unpack } from "./function-code.ts";
import {
  configure,
  type FunctionConfiguration,
  type FunctionInput,
  type FunctionPatch,
  type FunctionSettings,
} from "./function-configuration.ts";
import { type InvokeResult, MAX_ASYNC_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES } from "./invoke-result.ts";
import { Pool } from "./pool.ts";
import { createRequestId } from "./request-id.ts";
import { type Permission, ResourcePolicy, type ServiceCaller } from "./resource-policy.ts";
import { writeSharedFiles } from "./shared-files.ts";

export type { LambdaDependencies } from "./environments.ts";
export type { FunctionConfiguration, FunctionInput, FunctionPatch } from "./function-configuration.ts";
export type { InvokeResult } from "./invoke-result.ts";
export type { Permission } from "./resource-policy.ts";

export interface LambdaOptions {
  /** Invocations in progress at a time in the whole account. Default: 1000. */
  accountConcurrency?: number;
}

export interface Invocation {
  functionArn: string;
  /** JSON text. */
  payload: string;
  /** A UUID. Default: a new one. */
  requestId?: string;
  /** A service needs a permission of the function; a principal of the account was checked by who let it in. */
  caller: ServiceCaller | { principalArn: string };
}

interface DeployedFunction {
  input: FunctionInput;
  configuration: FunctionConfiguration;
  taskRoot: string;
  policy: ResourcePolicy;
  pool: Pool;
}

export class Lambda {
  readonly #context: CloudContext;
  readonly #environments: Environments;
  readonly #asyncInvocations: AsyncInvocations;
  /** Invocations that may be in progress at a time in the whole account. */
  readonly accountConcurrency: number;
  readonly #functions = new Map<string, DeployedFunction>();
  /** Those of deleted functions too, until their processes are gone. */
  readonly #pools = new Set<Pool>();
  #sharedFiles: Promise<void> | undefined;
  #packages = 0;

  constructor(
    context: CloudContext,
    dependencies: LambdaDependencies,
    { accountConcurrency = ACCOUNT_CONCURRENCY }: LambdaOptions = {},
  ) {
    this.#context = context;
    this.#environments = new Environments(context, dependencies);
    this.#asyncInvocations = new AsyncInvocations(context);
    this.accountConcurrency = accountConcurrency;
  }

  /** @throws AwsError ResourceConflictException, InvalidParameterValueException, ValidationException */
  async createFunction(input: FunctionInput): Promise<FunctionConfiguration> {
    const { functionName } = input;
    if (this.#functions.has(functionName)) {
      throw new AwsError("ResourceConflictException", `Function already exist: ${functionName}`, 409);
    }
    const configuration = this.#check(input);
    const taskRoot = await this.#unpack(input);
    const pool = new Pool(this.#context, this.#environments.starter(configuration, taskRoot));
    this.#pools.add(pool);
    const policy = new ResourcePolicy(this.#context, configuration.arn);
    this.#functions.set(functionName, { input, configuration, taskRoot, policy, pool });
    return configuration;
  }

  /** Calls from now on run the new code; those in progress end with the old. */
  async updateFunctionCode(functionName: string, code: Code): Promise<FunctionConfiguration> {
    const { input } = this.#find(functionName);
    return this.#update({ ...input, code }, await this.#unpack({ ...input, code }));
  }

  /** Changes what `patch` names and leaves the rest; takes effect as new code does. */
  async updateFunctionConfiguration(
    functionName: string,
    patch: FunctionPatch,
  ): Promise<FunctionConfiguration> {
    const { input, taskRoot } = this.#find(functionName);
    return this.#update({ ...input, ...patch }, taskRoot);
  }

  /** Changes what processes do not see: they go on, and the function does not count as modified. */
  updateFunctionSettings(functionName: string, patch: FunctionSettings): FunctionConfiguration {
    const deployed = this.#find(functionName);
    const { lastModified } = deployed.configuration;
    const input = { ...deployed.input, ...patch };
    Object.assign(deployed, { input, configuration: { ...this.#check(input), lastModified } });
    return deployed.configuration;
  }

  /** Resolves when its processes are gone. @throws AwsError ResourceNotFoundException */
  async deleteFunction(functionName: string) {
    const { pool } = this.#find(functionName);
    this.#functions.delete(functionName);
    await pool.stop();
    this.#pools.delete(pool);
  }

  /** @throws AwsError ResourceNotFoundException */
  getFunction(functionName: string): FunctionConfiguration {
    return this.#find(functionName).configuration;
  }

  /** @throws AwsError ResourceNotFoundException, ResourceConflictException */
  addPermission(functionName: string, permission: Permission) {
    this.#find(functionName).policy.add(permission);
  }

  /** @throws AwsError ResourceNotFoundException */
  removePermission(functionName: string, statementId: string) {
    this.#find(functionName).policy.remove(statementId);
  }

  /** In the order of their creation. */
  listFunctions(): FunctionConfiguration[] {
    return [...this.#functions.values()].map(({ configuration }) => configuration);
  }

  /** JSON text; undefined when the function has no permissions, or is not there. */
  getPolicy(functionName: string): string | undefined {
    const deployed = this.#functions.get(functionName);
    return deployed?.policy.document();
  }

  /**
   * Runs a function and waits for its answer, as with invocation type RequestResponse.
   * @throws AwsError ResourceNotFoundException 404, AccessDeniedException 403, TooManyRequestsException 429,
   *   RequestTooLargeException 413
   */
  async invoke(invocation: Invocation): Promise<InvokeResult> {
    return this.#run(this.#admit(invocation, MAX_PAYLOAD_BYTES), invocation);
  }

  /**
   * Runs a function without waiting for it, as with invocation type Event: up to three times when it fails.
   * @throws AwsError ResourceNotFoundException 404, AccessDeniedException 403, RequestTooLargeException 413
   */
  invokeAsync(invocation: Invocation) {
    const { requestId = createRequestId(this.#context.random) } = invocation;
    const { functionName } = this.#admit(invocation, MAX_ASYNC_PAYLOAD_BYTES).configuration;
    this.#asyncInvocations.add(functionName, async () =>
      this.#run(this.#find(functionName), { ...invocation, requestId }),
    );
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
    this.#asyncInvocations.stop();
    await Promise.all([...this.#pools].map((pool) => pool.stop()));
    this.#pools.clear();
    await this.#environments.stop();
  }

  #find(functionName: string): DeployedFunction {
    const deployed = this.#functions.get(functionName);
    if (!deployed) throw functionNotFound(functionName);
    return deployed;
  }

  /** Finds the function when the caller may invoke it. */
  #admit({ functionArn, payload, caller }: Invocation, maxBytes: number): DeployedFunction {
    const deployed = this.#functions.get(functionNameOf(this.#context, functionArn));
    if (!deployed) throw functionNotFound(functionArn);
    if ("service" in caller) deployed.policy.authorize(caller);
    if (Buffer.byteLength(payload) <= maxBytes) return deployed;
    const message = `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`;
    throw new AwsError("RequestTooLargeException", message, 413);
  }

  #run({ configuration, pool }: DeployedFunction, { payload, requestId }: Invocation) {
    const called = load({ configuration, pool });
    checkConcurrency(called, [...this.#functions.values()].map(load), this.accountConcurrency);
    return pool.invoke(requestId ?? createRequestId(this.#context.random), payload);
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
    const deployed = this.#find(input.functionName);
    const configuration = this.#check(input);
    Object.assign(deployed, { input, configuration, taskRoot });
    deployed.pool.renew(this.#environments.starter(configuration, taskRoot));
    return configuration;
  }

  async #unpack({ functionName, code }: FunctionInput): Promise<string> {
    checkCode(functionName, code);
    this.#sharedFiles ??= writeSharedFiles(this.#context);
    await this.#sharedFiles;
    const taskRoot = join(this.#context.directory, "functions", `${functionName}-${++this.#packages}`);
    await unpack(code, taskRoot);
    return taskRoot;
  }
}

function load({ configuration, pool }: Pick<DeployedFunction, "configuration" | "pool">): Load {
  return { reserved: configuration.reservedConcurrentExecutions, inProgress: pool.inProgress };
}
