// Usage plans: which API keys are good at which stages.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
import type { CloudContext } from "../../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { ApiKeys } from "./api-keys.ts";
import { createId, USAGE_PLAN_ID_LENGTH } from "./identifiers.ts";
import { patched, Records } from "./records.ts";

interface ApiStage {
  apiId: string;
  stage: string;
}

export interface UsagePlanInput {
  name: string;
  apiStages: ApiStage[];
  description?: string;
  productCode?: string;
  tags?: Record<string, string>;
}

export interface UsagePlan extends UsagePlanInput {
  usagePlanId: string;
  arn: string;
}

/** Plans of an account and region: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_PLANS = 300;

export class UsagePlans {
  readonly #context: CloudContext;
  readonly #keys: ApiKeys;
  readonly #hasStage: (stage: ApiStage) => boolean;
  readonly #records = new Records<UsagePlan>("Usage Plan", MAX_PLANS);
  /** Ids of keys by the id of their plan. */
  readonly #members = new Map<string, Set<string>>();

  constructor(context: CloudContext, keys: ApiKeys, hasStage: (stage: ApiStage) => boolean) {
    this.#context = context;
    this.#keys = keys;
    this.#hasStage = hasStage;
  }

  get(usagePlanId: string) {
    return this.#records.get(usagePlanId);
  }

  /** @throws AwsError NotFoundException for a stage that is not there */
  create(input: UsagePlanInput): UsagePlan {
    const { partition, random, region } = this.#context;
    this.#checkStages(input);
    const usagePlanId = createId(random, USAGE_PLAN_ID_LENGTH);
    const arn = `arn:${partition}:apigateway:${region}::/usageplans/${usagePlanId}`;
    return this.#records.add(usagePlanId, { ...input, usagePlanId, arn });
  }

  update(usagePlanId: string, patch: Partial<UsagePlanInput>) {
    const plan = patched<UsagePlan>(this.get(usagePlanId), patch);
    this.#checkStages(plan);
    return this.#records.replace(usagePlanId, plan);
  }

  delete(usagePlanId: string) {
    this.#records.delete(usagePlanId);
    this.#members.delete(usagePlanId);
  }

  /** @throws AwsError ConflictException where the key would be in two plans of one stage */
  addKey(usagePlanId: string, apiKeyId: string) {
    const plan = this.get(usagePlanId);
    const key = this.#keys.get(apiKeyId);
    const other = plan.apiStages
      .flatMap((stage) => this.#plansOf(stage))
      .find((each) => this.has(each, apiKeyId));
    if (other) {
      throw conflict(
        `the API key ${key.name} is in the usage plan ${other} of the same stage; take it out first`,
      );
    }
    this.#members.set(usagePlanId, new Set([...(this.#members.get(usagePlanId) ?? []), apiKeyId]));
    return key;
  }

  /** @throws AwsError NotFoundException */
  removeKey(usagePlanId: string, apiKeyId: string) {
    if (!this.#members.get(usagePlanId)?.delete(apiKeyId)) throw notFound("Usage Plan Key", apiKeyId);
  }

  has(usagePlanId: string, apiKeyId: string) {
    return this.#members.get(usagePlanId)?.has(apiKeyId) ?? false;
  }

  /** The key with this value, if it is good at the stage. */
  admits(stage: ApiStage, value: string) {
    const key = this.#keys.withValue(value);
    return key && this.#plansOf(stage).some((plan) => this.has(plan, key.apiKeyId)) ? key : undefined;
  }

  /** Ids of the plans that the stage is in. */
  #plansOf({ apiId, stage }: ApiStage) {
    const plans = this.#records
      .all()
      .filter(({ apiStages }) => apiStages.some((each) => each.apiId === apiId && each.stage === stage));
    return plans.map(({ usagePlanId }) => usagePlanId);
  }

  #checkStages({ apiStages }: UsagePlanInput) {
    const missing = apiStages.find((stage) => !this.#hasStage(stage));
    if (missing) throw notFound("API Stage", `${missing.apiId}:${missing.stage}`);
  }
}
