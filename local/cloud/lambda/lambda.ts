// AWS Lambda: functions and who may call them here, their processes in the modules beside.
import { join } from "node:path";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { Credentials, Principal } from "../iam/iam.ts";
import type { Logs } from "../logs/logs.ts";
import { type EnvironmentHooks, ExecutionEnvironment } from "./execution-environment.ts";
import { functionNameOf, functionNotFound } from "./function-arn.ts";
import { checkCode, type Code, unpack } from "./function-code.ts";
import {
  configure,
  type FunctionConfiguration,
  type FunctionInput,
  type FunctionPatch,
} from "./function-configuration.ts";
import { type InvokeResult, MAX_PAYLOAD_BYTES } from "./invoke-result.ts";
import { Gate } from "./gate.ts";
import { Pool } from "./pool.ts";
import { type Permission, ResourcePolicy, type ServiceCaller } from "./resource-policy.ts";
import { writeSharedFiles } from "./shared-files.ts";
import { Watchdog } from "./watchdog.ts";

export type { FunctionConfiguration, FunctionInput, FunctionPatch } from "./function-configuration.ts";
export type { InvokeResult } from "./invoke-result.ts";
export type { Permission } from "./resource-policy.ts";

/** What Lambda needs of the other services. */
export interface LambdaDependencies {
  iam: { assumeRole(roleArn: string, sessionName: string): Credentials };
  logs: Pick<Logs, "putLogEvents">;
  /** Variables that lead the SDK to the cloud's services, read whenever an environment starts. */
  environment: () => Record<string, string>;
}

export interface Invocation {
  functionArn: string;
  /** JSON text. */
  payload: string;
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
  readonly #dependencies: LambdaDependencies;
  readonly #functions = new Map<string, DeployedFunction>();
  /** Those of deleted functions too, until their processes are gone. */
  readonly #pools = new Set<Pool>();
  /** Of every execution environment, by the access key that it was given. */
  readonly #gates = new Map<string, Gate>();
  readonly #watchdog = new Watchdog();
  #sharedFiles: Promise<void> | undefined;
  #packages = 0;

  constructor(context: CloudContext, dependencies: LambdaDependencies) {
    this.#context = context;
    this.#dependencies = dependencies;
  }

  /** @throws AwsError ResourceConflictException, InvalidParameterValueException, ValidationException */
  async createFunction(input: FunctionInput): Promise<FunctionConfiguration> {
    const { functionName } = input;
    if (this.#functions.has(functionName)) {
      throw new AwsError("ResourceConflictException", `Function already exist: ${functionName}`, 409);
    }
    const configuration = this.#check(input);
    const taskRoot = await this.#unpack(input);
    const start = this.#starter(configuration, taskRoot);
    const pool = new Pool(this.#context, start);
    this.#pools.add(pool);
    this.#functions.set(functionName, { input, configuration, taskRoot, policy: new ResourcePolicy(), pool });
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

  /**
   * Runs a function and waits for its answer, as with invocation type RequestResponse.
   * @throws AwsError ResourceNotFoundException 404, AccessDeniedException 403, TooManyRequestsException 429,
   *   RequestTooLargeException 413
   */
  async invoke({ functionArn, payload, caller }: Invocation): Promise<InvokeResult> {
    const deployed = this.#functions.get(functionNameOf(this.#context, functionArn));
    if (!deployed) throw functionNotFound(functionArn);
    if ("service" in caller) deployed.policy.authorize(functionArn, caller);
    const { reservedConcurrentExecutions } = deployed.configuration;
    if (deployed.pool.inProgress >= (reservedConcurrentExecutions ?? Infinity)) {
      const message = `Rate Exceeded: ${functionArn} has ${reservedConcurrentExecutions} reserved concurrent executions, all in use`;
      throw new AwsError("TooManyRequestsException", message, 429);
    }
    if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) {
      const message = `Request must be smaller than ${MAX_PAYLOAD_BYTES} bytes for the InvokeFunction operation`;
      throw new AwsError("RequestTooLargeException", message, 413);
    }
    return deployed.pool.invoke(payload);
  }

  /**
   * To be awaited before a call of this principal has any effect. Undefined unless it is an execution environment that
   * has no invocation: it is frozen then, and what it left behind goes on with its next invocation, or never.
   */
  awake({ accessKeyId = "" }: Principal): Promise<void> | undefined {
    return this.#gates.get(accessKeyId)?.pass();
  }

  /** Ends every call and every process; resolves when nothing is left. */
  async stop() {
    this.#functions.clear();
    await Promise.all([...this.#pools].map((pool) => pool.stop()));
    this.#pools.clear();
    await this.#watchdog.stop();
  }

  #find(functionName: string): DeployedFunction {
    const deployed = this.#functions.get(functionName);
    if (!deployed) throw functionNotFound(functionName);
    return deployed;
  }

  #check(input: FunctionInput): FunctionConfiguration {
    checkCode(input.functionName, input.code);
    return configure(this.#context, input);
  }

  #update(input: FunctionInput, taskRoot: string): FunctionConfiguration {
    const deployed = this.#find(input.functionName);
    const configuration = this.#check(input);
    Object.assign(deployed, { input, configuration, taskRoot });
    deployed.pool.renew(this.#starter(configuration, taskRoot));
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

  #starter(configuration: FunctionConfiguration, taskRoot: string) {
    return (hooks: EnvironmentHooks) => {
      const { iam, logs, environment } = this.#dependencies;
      const credentials = iam.assumeRole(configuration.role, configuration.functionName);
      const gate = this.#createGate(configuration);
      this.#gates.set(credentials.accessKeyId, gate);
      const started = new ExecutionEnvironment(
        {
          ...{ context: this.#context, logs, configuration, taskRoot, credentials, gate },
          endpoints: environment(),
          watchdog: this.#watchdog,
        },
        hooks,
      );
      void started.ended.then(() => this.#gates.delete(credentials.accessKeyId));
      return started;
    };
  }

  #createGate({ functionName }: FunctionConfiguration) {
    const { clock, events } = this.#context;
    return new Gate(() => events.emit({ kind: "held", at: clock.now(), functionName }));
  }
}
