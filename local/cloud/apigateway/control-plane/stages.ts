// Stages: under which name a deployment is served, with which variables and throttles.
import { type AccessLogSettings, validateAccessLog } from "./access-log-settings.ts";
import { badRequest, conflict } from "../errors.ts";
import { patched, Records } from "./records.ts";

export interface RouteSettings {
  /** Requests that may come at once. */
  throttlingBurstLimit?: number;
  /** Requests per second. */
  throttlingRateLimit?: number;
  /** Kept, as the next two: the local cloud writes no execution logs, and counts for stages only. */
  loggingLevel?: string;
  dataTraceEnabled?: boolean;
  detailedMetricsEnabled?: boolean;
}

export interface StageInput {
  stageName: string;
  /** Changes to routes and integrations are live at once. */
  autoDeploy?: boolean;
  /** Which deployment is served; not together with `autoDeploy`. */
  deploymentId?: string;
  stageVariables?: Record<string, string>;
  defaultRouteSettings?: RouteSettings;
  /** By route key; in place of the defaults, not on top of them. */
  routeSettings?: Record<string, RouteSettings>;
  accessLogSettings?: AccessLogSettings;
  description?: string;
  tags?: Record<string, string>;
}

export interface Stage extends StageInput {
  arn: string;
  /** Prefix of the ARNs of its routes. */
  executionArn: string;
  /** `ws://host:port/{stage}`. */
  invokeUrl: string;
  /** Milliseconds since the Unix epoch, as the next. */
  createdDate: number;
  lastUpdatedDate: number;
}

/** Stages per API: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_STAGES = 10;
/** Letters, digits, hyphens and underscores, up to 128 of them. */
const STAGE_NAME = /^[\w-]{1,128}$/;
const VARIABLE_NAME = /^\w+$/;
/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html */
const VARIABLE_VALUE = /^[\w\-.~:/?#&=,]+$/;

export class Stages {
  readonly #records = new Records<Stage>("Stage", MAX_STAGES);

  get(stageName: string) {
    return this.#records.get(stageName);
  }

  has(stageName: string) {
    return this.#records.has(stageName);
  }

  all() {
    return this.#records.all();
  }

  /** @throws AwsError BadRequestException, ConflictException */
  create(stage: Stage): Stage {
    validate(stage);
    if (this.#records.has(stage.stageName)) throw conflict(`the stage ${stage.stageName} already exists`);
    return this.#records.add(stage.stageName, withoutEmpties(stage));
  }

  update(stageName: string, patch: Partial<StageInput & Pick<Stage, "lastUpdatedDate">>): Stage {
    const stage = patched<Stage>(this.get(stageName), { ...patch, stageName });
    validate(stage);
    return this.#records.replace(stageName, withoutEmpties(stage));
  }

  delete(stageName: string) {
    this.#records.delete(stageName);
  }
}

/** Empty variables and an access log to nowhere take away those of before. */
function withoutEmpties({ stageVariables = {}, accessLogSettings, ...stage }: Stage): Stage {
  return {
    ...stage,
    ...(Object.keys(stageVariables).length > 0 && { stageVariables }),
    ...(accessLogSettings?.destinationArn && { accessLogSettings }),
  };
}

function validate(stage: StageInput) {
  validateAccessLog(stage.accessLogSettings ?? {});
  if (!STAGE_NAME.test(stage.stageName)) {
    throw badRequest(
      `the stage name "${stage.stageName}" may only have letters, digits, hyphens and underscores, up to 128`,
    );
  }
  for (const [name, value] of Object.entries(stage.stageVariables ?? {})) {
    if (!VARIABLE_NAME.test(name) || !VARIABLE_VALUE.test(value)) {
      throw badRequest(`the stage variable ${name} has a character that AWS does not allow`);
    }
  }
  for (const settings of [stage.defaultRouteSettings ?? {}, ...Object.values(stage.routeSettings ?? {})]) {
    if ((settings.throttlingRateLimit ?? 0) < 0 || (settings.throttlingBurstLimit ?? 0) < 0) {
      throw badRequest(`the stage ${stage.stageName} has a throttle below zero`);
    }
  }
}
