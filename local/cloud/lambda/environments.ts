// The execution environments of all versions of all functions, and whose calls of AWS are whose.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { Iam, Principal } from "../iam/iam.ts";
import { RoleLogs, type RoleLogsOptions } from "../logs/role-logs.ts";
import { type EnvironmentHooks, ExecutionEnvironment } from "./execution-environment.ts";
import { functionArn } from "./function-arn.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { Gate } from "./gate.ts";
import { Pool } from "./pool.ts";
import { Watchdog } from "../watchdog.ts";

/** What Lambda needs of the other services. */
export interface LambdaDependencies {
  iam: Pick<Iam, "allows" | "assumeRole" | "authorize" | "mayAssume">;
  logs: RoleLogsOptions["logs"];
  /** Variables that lead the SDK to the cloud's services, read whenever an environment starts. */
  environment: () => Record<string, string>;
}

export class Environments {
  readonly #context: CloudContext;
  readonly #dependencies: LambdaDependencies;
  /** By the access key that each environment was given. */
  readonly #gates = new Map<string, Gate>();
  readonly #watchdog = new Watchdog();
  /** Those that are being ended too, until their processes are gone. */
  readonly #pools = new Set<Pool>();

  constructor(context: CloudContext, dependencies: LambdaDependencies) {
    this.#context = context;
    this.#dependencies = dependencies;
  }

  /** @throws AwsError InvalidParameterValueException for a role that does not trust Lambda, or does not exist */
  checkRole({ functionName, role }: FunctionConfiguration) {
    if (this.#dependencies.iam.mayAssume(role, this.#lambdaFor(functionName))) return;
    const message = "The role defined for the function cannot be assumed by Lambda.";
    throw new AwsError("InvalidParameterValueException", message);
  }

  /**
   * For calls of one version of a function.
   * @param taskRoot folder of its unpacked code
   */
  createPool(configuration: FunctionConfiguration, taskRoot: string): Pool {
    const pool = new Pool(this.#context, this.starter(configuration, taskRoot));
    this.#pools.add(pool);
    return pool;
  }

  /** Resolves when its processes are gone. */
  async endPool(pool: Pool) {
    await pool.stop();
    this.#pools.delete(pool);
  }

  /** What a pool starts environments with, as `createPool`. */
  starter(configuration: FunctionConfiguration, taskRoot: string) {
    const told = new Set<string>();
    return (hooks: EnvironmentHooks) => {
      const { iam, environment } = this.#dependencies;
      const { functionName, role } = configuration;
      const { principal, ...credentials } = iam.assumeRole(role, functionName, this.#lambdaFor(functionName));
      const logs = new RoleLogs({ ...this.#dependencies, context: this.#context, principal, told });
      const gate = this.#createGate(functionName);
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

  /** Undefined unless the principal is an environment that is frozen: then resolves when it runs again. */
  awake({ accessKeyId = "" }: Principal): Promise<void> | undefined {
    return this.#gates.get(accessKeyId)?.pass();
  }

  /** Ends every call and every process; resolves when nothing is left. */
  async stop() {
    await Promise.all([...this.#pools].map((pool) => this.endPool(pool)));
    await this.#watchdog.stop();
  }

  /** Lambda, on behalf of a function, whichever of its versions runs. */
  #lambdaFor(functionName: string) {
    return { service: "lambda.amazonaws.com", sourceArn: functionArn(this.#context, functionName) };
  }

  #createGate(functionName: string) {
    const { clock, events } = this.#context;
    return new Gate(() => events.emit({ kind: "held", at: clock.now(), functionName }));
  }
}
