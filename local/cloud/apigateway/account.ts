// The account's settings in this region: as which role API Gateway writes logs, of all APIs.
// https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html
import { createHash } from "node:crypto";
import type { CloudContext } from "../context.ts";
import type { Iam } from "../iam/iam.ts";
import { RoleLogs, type RoleLogsOptions } from "../logs/role-logs.ts";
import type { StageInput } from "./control-plane/stages.ts";
import { badRequest } from "./errors.ts";
import type { Limits } from "./limits.ts";

export interface AccountDependencies {
  iam: RoleLogsOptions["iam"] & Pick<Iam, "assumeRole" | "mayAssume">;
  logs: RoleLogsOptions["logs"];
}

export interface AccountSettings {
  apiKeyVersion: string;
  cloudwatchRoleArn?: string;
  features: string[];
  throttleSettings: { burstLimit: number; rateLimit: number };
}

const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/.+$/;

/** Where API Gateway tries a role out, and what it writes there. */
const WELCOME_GROUP = "/aws/apigateway/welcome";
const WELCOME = "Cloudwatch logs enabled for API Gateway";

export class Account {
  readonly #context: CloudContext;
  readonly #dependencies: AccountDependencies;
  readonly #throttleSettings: AccountSettings["throttleSettings"];
  #cloudwatchRoleArn?: string;
  #logs?: RoleLogs;

  constructor(context: CloudContext, dependencies: AccountDependencies, limits: Limits) {
    this.#context = context;
    this.#dependencies = dependencies;
    this.#throttleSettings = { burstLimit: limits.requestBurst, rateLimit: limits.requestsPerSecond };
  }

  get settings(): AccountSettings {
    return {
      apiKeyVersion: "4",
      cloudwatchRoleArn: this.#cloudwatchRoleArn,
      features: ["UsagePlans"],
      throttleSettings: this.#throttleSettings,
    };
  }

  /**
   * Tries the role out and keeps it.
   * @param roleArn empty: nothing is written any more
   * @throws AwsError BadRequestException when it is no role, or when API Gateway may not write logs as it
   */
  updateCloudwatchRole(roleArn = "") {
    const logs = roleArn ? this.#logsOf(roleArn) : undefined;
    if (logs && !logs.putLogEvents(WELCOME_GROUP, streamOf(WELCOME_GROUP), this.#event(WELCOME)))
      throw unfit();
    this.#cloudwatchRoleArn = logs && roleArn;
    this.#logs = logs;
  }

  /** @throws AwsError BadRequestException when a stage is to write logs, and there is no role for it */
  checkLogging({ accessLogSettings, defaultRouteSettings = {}, routeSettings = {} }: Partial<StageInput>) {
    const levels = [defaultRouteSettings, ...Object.values(routeSettings)].map((each) => each.loggingLevel);
    const isLogging = accessLogSettings?.destinationArn ?? levels.find((level) => level && level !== "OFF");
    if (isLogging && !this.#logs) {
      throw badRequest("CloudWatch Logs role ARN must be set in account settings to enable logging");
    }
  }

  /** Writes a line as the role, as far as the role may. @param source whose lines they are: each has a stream of its own */
  log(logGroupName: string, source: string, message: string) {
    this.#logs?.putLogEvents(logGroupName, streamOf(source), this.#event(message));
  }

  #logsOf(roleArn: string) {
    if (!ROLE_ARN.test(roleArn)) throw badRequest("The role ARN is not well formed");
    const { iam } = this.#dependencies;
    const { partition, region } = this.#context;
    const sourceArn = `arn:${partition}:apigateway:${region}::/account`;
    if (!iam.mayAssume(roleArn, { service: "apigateway.amazonaws.com", sourceArn })) throw unfit();
    const { principal } = iam.assumeRole(roleArn, "BackplaneAssumeRoleSession");
    return new RoleLogs({ ...this.#dependencies, context: this.#context, principal, told: new Set() });
  }

  #event(message: string) {
    return [{ timestamp: this.#context.clock.now(), message }];
  }
}

/** AWS names its streams by a hash as well. */
const streamOf = (source: string) => createHash("md5").update(source).digest("hex");

const unfit = () =>
  badRequest(
    "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and " +
      "add the required role policy.",
  );
