// API keys: values that clients send, good for the stages of the usage plans that they are in.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-keys.html
import type { CloudContext } from "../../context.ts";
import { badRequest, conflict } from "../errors.ts";
import { createId, createKeyValue, API_KEY_ID_LENGTH } from "./identifiers.ts";
import { patched, Records } from "./records.ts";

export interface ApiKeyInput {
  name: string;
  /** What clients send; made here when left out. */
  value?: string;
  /** A key that is not is good for nothing. */
  enabled: boolean;
  description?: string;
  customerId?: string;
  tags?: Record<string, string>;
}

export interface ApiKey extends ApiKeyInput {
  apiKeyId: string;
  value: string;
  arn: string;
  /** Milliseconds since the Unix epoch. */
  createdDate: number;
  lastUpdatedDate: number;
}

/** Keys of an account and region: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_KEYS = 10_000;
/** Characters: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
const VALUE = /^[\w-]{20,128}$/;

export class ApiKeys {
  readonly #context: CloudContext;
  readonly #records = new Records<ApiKey>("API Key", MAX_KEYS);

  constructor(context: CloudContext) {
    this.#context = context;
  }

  get(apiKeyId: string) {
    return this.#records.get(apiKeyId);
  }

  /** The key that is good and has this value. */
  withValue(value: string) {
    return this.#records.all().find((key) => key.enabled && key.value === value);
  }

  /** @throws AwsError BadRequestException, ConflictException */
  create(input: ApiKeyInput): ApiKey {
    const { clock, partition, random, region } = this.#context;
    const { value = createKeyValue(random) } = input;
    // A value is a secret, so messages do not show it.
    if (!VALUE.test(value)) {
      throw badRequest(`the value of the API key ${input.name} is not of 20 to 128 letters, digits, - and _`);
    }
    const twin = this.#records.all().find((key) => key.value === value);
    if (twin) throw conflict(`the API key ${twin.name} has the same value as ${input.name}; give another`);
    const apiKeyId = createId(random, API_KEY_ID_LENGTH);
    const createdDate = clock.now();
    const arn = `arn:${partition}:apigateway:${region}::/apikeys/${apiKeyId}`;
    return this.#records.add(apiKeyId, {
      ...input,
      ...{ apiKeyId, value, arn, createdDate, lastUpdatedDate: createdDate },
    });
  }

  update(apiKeyId: string, patch: Partial<Omit<ApiKeyInput, "value">>) {
    const lastUpdatedDate = this.#context.clock.now();
    return this.#records.replace(apiKeyId, patched(this.get(apiKeyId), { ...patch, lastUpdatedDate }));
  }

  delete(apiKeyId: string) {
    this.#records.delete(apiKeyId);
  }
}
