// Models: the JSON Schemas that a route may check its messages against.
import type { Random } from "../../random.ts";
import { type Check, compileSchema } from "../data-plane/json-schema.ts";
import { badRequest, conflict } from "../errors.ts";
import { createId, RESOURCE_ID_LENGTH } from "./identifiers.ts";
import { patched, Records } from "./records.ts";

export interface ModelInput {
  /** Letters and digits; routes name the model by it. */
  name: string;
  /** Kept: a message has no content type. */
  contentType?: string;
  /** JSON Schema, draft 4, as JSON text of up to 32 KB. */
  schema: string;
  description?: string;
}

export interface Model extends ModelInput {
  modelId: string;
  check: Check;
}

/** AWS gives no number for WebSocket APIs; this is that of REST APIs. */
const MAX_MODELS = 500;
/** The three from https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-models.html */
const NAME = /^[a-zA-Z0-9]+$/;
const MAX_NAME_LENGTH = 128;
const MAX_SCHEMA_LENGTH = 32_768;

export class Models {
  readonly #random: Random;
  readonly #records = new Records<Model>("Model", MAX_MODELS);

  constructor(random: Random) {
    this.#random = random;
  }

  find(name: string) {
    return this.all().find((model) => model.name === name);
  }

  all() {
    return this.#records.all();
  }

  get(modelId: string) {
    return this.#records.get(modelId);
  }

  /** @throws AwsError BadRequestException, ConflictException */
  create(input: ModelInput): Model {
    const check = this.#resolve(input);
    const modelId = createId(this.#random, RESOURCE_ID_LENGTH);
    return this.#records.add(modelId, { ...input, modelId, check });
  }

  update(modelId: string, patch: Partial<ModelInput>): Model {
    const model = patched<Model>(this.get(modelId), patch);
    return this.#records.replace(modelId, { ...model, check: this.#resolve(model, modelId) });
  }

  delete(modelId: string) {
    this.#records.delete(modelId);
  }

  #resolve({ name, schema }: ModelInput, modelId?: string) {
    if (!NAME.test(name) || name.length > MAX_NAME_LENGTH) {
      throw badRequest(
        `the model name "${name}" may only have letters and digits, up to ${MAX_NAME_LENGTH} of them`,
      );
    }
    const other = this.find(name);
    if (other && other.modelId !== modelId)
      throw conflict(`Model with name ${name} already exists for this API`);
    if (schema.length > MAX_SCHEMA_LENGTH) {
      throw badRequest(`the schema of the model ${name} is longer than ${MAX_SCHEMA_LENGTH} characters`);
    }
    return compileSchema(schema, name);
  }
}
