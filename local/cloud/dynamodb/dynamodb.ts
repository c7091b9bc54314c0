// Amazon DynamoDB: an engine that keeps the tables, behind a shim that adds what engines lack.
import type {
  CreateTableInput,
  TagResourceInput,
  UntagResourceInput,
  UpdateContinuousBackupsInput,
  UpdateTableInput,
  UpdateTimeToLiveInput,
} from "@aws-sdk/client-dynamodb";
import type { Timer } from "../clock.ts";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { AuthenticatedRequest, Service, ServiceResponse } from "../front-door/service.ts";
import { updateContinuousBackups } from "./continuous-backups.ts";
import { handle } from "./data-plane.ts";
import type { Engine } from "./engine.ts";
import { call } from "./engine-calls.ts";
import { type EngineOptions, startEngine } from "./engines.ts";
import { EngineStartError } from "./errors.ts";
import { PartitionKeys } from "./partition-keys.ts";
import type { Shim } from "./shim.ts";
import type { TableDescription } from "./table-description.ts";
import { type TableSettings, TableSettingsFile } from "./table-settings.ts";
import { adoptTable, createTable, deleteTable, describeTable, updateTable } from "./tables.ts";
import { tagResource, untagResource } from "./tags.ts";
import { deleteExpired, updateTimeToLive } from "./time-to-live.ts";

export type { TableDescription } from "./table-description.ts";

/** AWS deletes expired items within days; a minute is late enough to show readers that forget to filter. */
const EXPIRY_INTERVAL_MS = 60_000;

export class DynamoDb implements Service {
  /** Name and version, such as `dynoxide 1.2.1`. */
  readonly engine: string;
  readonly #shim: Shim;
  /** Tables of an earlier run that the program has not asked for yet. */
  readonly #kept: Set<string>;
  #timer?: Timer;
  #sweep?: Promise<number>;
  #stopped?: Promise<void>;

  private constructor(shim: Shim, kept: string[]) {
    this.engine = shim.engine.name;
    this.#shim = shim;
    this.#kept = new Set(kept);
    this.#sweepLater();
  }

  /** @throws EngineStartError */
  static async start(context: CloudContext, options: EngineOptions = {}): Promise<DynamoDb> {
    const { engine, settingsPath } = await startEngine(options);
    try {
      const settings = new TableSettingsFile(settingsPath);
      const shim = { context, engine, settings, partitionKeys: new PartitionKeys(engine) };
      return new DynamoDb(shim, await listTables(engine));
    } catch (error) {
      await engine.stop();
      if (options.endpoint === undefined || !(error instanceof AwsError)) throw error;
      throw new EngineStartError(
        `--dynamodb ${options.endpoint} cannot be used: ${error.message}; start a DynamoDB there, or leave the flag out`,
        { cause: error },
      );
    }
  }

  /**
   * Makes a table, or takes over the one of that name and schema that an earlier run left.
   * @throws AwsError ResourceInUseException when it exists already or was left with another schema
   */
  async createTable(input: CreateTableInput): Promise<TableDescription> {
    const kept = input.TableName !== undefined && this.#kept.has(input.TableName);
    const { TableDescription } = await (kept ? adoptTable : createTable)(this.#shim, input);
    this.#kept.delete(TableDescription.TableName);
    return TableDescription;
  }

  async updateTable(input: UpdateTableInput): Promise<TableDescription> {
    return (await updateTable(this.#shim, input)).TableDescription;
  }

  /** @throws AwsError ValidationException while it is protected, ResourceNotFoundException */
  async deleteTable(tableName: string) {
    await deleteTable(this.#shim, { TableName: tableName });
  }

  /** @throws AwsError ResourceNotFoundException */
  async describeTable(tableName: string): Promise<TableDescription> {
    return (await describeTable(this.#shim, { TableName: tableName })).Table;
  }

  /** The settings that DescribeTable does not tell. @throws AwsError ResourceNotFoundException */
  async settingsOf(tableName: string): Promise<Readonly<TableSettings>> {
    const { TableName } = await this.describeTable(tableName);
    return this.#shim.settings.get(TableName);
  }

  async updateTimeToLive(input: UpdateTimeToLiveInput) {
    await updateTimeToLive(this.#shim, input);
  }

  async updateContinuousBackups(input: UpdateContinuousBackupsInput) {
    await updateContinuousBackups(this.#shim, input);
  }

  async tagResource(input: TagResourceInput) {
    await tagResource(this.#shim, input);
  }

  async untagResource(input: UntagResourceInput) {
    await untagResource(this.#shim, input);
  }

  /** A call of a program, by way of the front door. */
  handle(request: AuthenticatedRequest): Promise<ServiceResponse> {
    return handle(this.#shim, request);
  }

  /** Deletes expired items now, or joins the deletion that runs; says how many went. */
  expire(): Promise<number> {
    this.#sweep ??= deleteExpired(this.#shim).finally(() => (this.#sweep = undefined));
    return this.#sweep;
  }

  /** Waits for a deletion that runs, then ends the engine. */
  stop(): Promise<void> {
    this.#timer?.cancel();
    this.#stopped ??= Promise.allSettled([this.#sweep]).then(() => this.#shim.engine.stop());
    return this.#stopped;
  }

  #sweepLater() {
    this.#timer = this.#shim.context.clock.after(EXPIRY_INTERVAL_MS, () => {
      this.#sweepLater();
      this.expire().catch((error) => this.#report(error));
    });
  }

  #report(error: unknown) {
    this.#shim.context.events.emit({
      kind: "refusal",
      at: this.#shim.context.clock.now(),
      service: "dynamodb",
      action: "deletion of expired items",
      code: error instanceof AwsError ? error.code : "InternalServerError",
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

async function listTables(engine: Engine) {
  const names: string[] = [];
  let ExclusiveStartTableName: string | undefined;
  do {
    const page = await call<{ TableNames: string[]; LastEvaluatedTableName?: string }>(engine, "ListTables", {
      ExclusiveStartTableName,
    });
    names.push(...page.TableNames);
    ExclusiveStartTableName = page.LastEvaluatedTableName;
  } while (ExclusiveStartTableName);
  return names;
}
