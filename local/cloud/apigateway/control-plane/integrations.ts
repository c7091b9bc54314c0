// Integrations: what a route calls.
import type { Random } from "../../random.ts";
import type { Backend } from "../data-plane/backends/backend.ts";
import { type BackendInput, compileBackend } from "../data-plane/backends/compile-backend.ts";
import { badRequest, notSupported } from "../errors.ts";
import { createId, RESOURCE_ID_LENGTH } from "./identifiers.ts";
import { patched, Records } from "./records.ts";

export interface IntegrationInput extends BackendInput {
  /** Milliseconds, 50 to 29,000; 29,000 when not given. */
  timeoutInMillis?: number;
  /** Only `INTERNET`. */
  connectionType?: string;
  /** Refused: functions are invoked by their resource policy. */
  credentialsArn?: string;
  /** Kept: has no effect on a WebSocket API. */
  payloadFormatVersion?: string;
  description?: string;
}

export interface Integration extends IntegrationInput {
  integrationId: string;
  timeoutInMillis: number;
  backend: Backend;
}

/** Integrations per API: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_INTEGRATIONS = 300;
/** Bounds of an integration's time limit, in ms, from the same page. */
const MIN_TIMEOUT_MS = 50;
const MAX_TIMEOUT_MS = 29_000;

export class Integrations {
  readonly #random: Random;
  readonly #records = new Records<Integration>("Integration", MAX_INTEGRATIONS);

  constructor(random: Random) {
    this.#random = random;
  }

  get(integrationId: string) {
    return this.#records.get(integrationId);
  }

  all() {
    return this.#records.all();
  }

  /** @throws AwsError BadRequestException, NotImplementedException */
  create(input: IntegrationInput): Integration {
    const integrationId = createId(this.#random, RESOURCE_ID_LENGTH);
    return this.#records.add(integrationId, { ...input, integrationId, ...resolve(input) });
  }

  update(integrationId: string, patch: Partial<IntegrationInput>): Integration {
    const integration = patched<Integration>(this.get(integrationId), patch);
    return this.#records.replace(integrationId, { ...integration, ...resolve(integration) });
  }

  delete(integrationId: string) {
    this.#records.delete(integrationId);
  }
}

/** What the keys of an integration's responses are matched against. */
export const responseSelectionOf = ({ integrationType }: Pick<IntegrationInput, "integrationType">) =>
  integrationType === "AWS"
    ? "${integration.response.body.errorMessage}"
    : "${integration.response.statuscode}";

function resolve(input: IntegrationInput) {
  if (input.connectionType && input.connectionType !== "INTERNET") {
    throw notSupported(`the connection type ${input.connectionType}`, "use INTERNET");
  }
  if (input.credentialsArn) {
    throw notSupported("an integration with credentials", "grant the invocation with a Lambda permission");
  }
  const { contentHandlingStrategy: strategy, timeoutInMillis = MAX_TIMEOUT_MS } = input;
  if (strategy && strategy !== "CONVERT_TO_TEXT" && strategy !== "CONVERT_TO_BINARY") {
    throw badRequest(`the content handling ${strategy} is neither CONVERT_TO_BINARY nor CONVERT_TO_TEXT`);
  }
  if (timeoutInMillis < MIN_TIMEOUT_MS || timeoutInMillis > MAX_TIMEOUT_MS) {
    throw badRequest(`Timeout should be between ${MIN_TIMEOUT_MS} ms and ${MAX_TIMEOUT_MS} ms`);
  }
  return { timeoutInMillis, backend: compileBackend(input) };
}
