// Integrations: what a route calls. Here that is a Lambda function, by proxy.
import type { Random } from "../../random.ts";
import { badRequest, notSupported } from "../errors.ts";
import { createId, RESOURCE_ID_LENGTH } from "./identifiers.ts";
import { functionArnOf } from "./invoke-arn.ts";
import { patched, Records } from "./records.ts";

export interface IntegrationInput {
  /** Only `AWS_PROXY` runs here. */
  integrationType: string;
  /** A function's invoke ARN. */
  integrationUri?: string;
  /** `POST`, the only method Lambda is invoked by. */
  integrationMethod?: string;
  /** Milliseconds, 50 to 29,000; 29,000 when not given. */
  timeoutInMillis?: number;
  contentHandlingStrategy?: string;
  connectionType?: string;
  credentialsArn?: string;
  /** Kept: has no effect on a proxy integration. */
  passthroughBehavior?: string;
  /** Kept: has no effect on a WebSocket API. */
  payloadFormatVersion?: string;
  description?: string;
}

export interface Integration extends IntegrationInput {
  integrationId: string;
  functionArn: string;
  timeoutInMillis: number;
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

function resolve(input: IntegrationInput) {
  refuseUnsupported(input);
  const functionArn = functionArnOf(input.integrationUri ?? "");
  if (!functionArn) {
    throw badRequest(
      `the integration URI ${input.integrationUri} is not a function's invoke ARN; use the function's invokeArn`,
    );
  }
  if (input.integrationMethod && input.integrationMethod !== "POST") {
    throw badRequest(
      `Lambda is invoked by POST, not by ${input.integrationMethod}; set integrationMethod to POST`,
    );
  }
  const timeoutInMillis = input.timeoutInMillis ?? MAX_TIMEOUT_MS;
  if (timeoutInMillis < MIN_TIMEOUT_MS || timeoutInMillis > MAX_TIMEOUT_MS) {
    throw badRequest(`Timeout should be between ${MIN_TIMEOUT_MS} ms and ${MAX_TIMEOUT_MS} ms`);
  }
  return { functionArn, timeoutInMillis };
}

function refuseUnsupported(input: IntegrationInput) {
  if (input.integrationType !== "AWS_PROXY") {
    throw notSupported(`the integration type ${input.integrationType}`, "use AWS_PROXY");
  }
  if (input.contentHandlingStrategy && input.contentHandlingStrategy !== "CONVERT_TO_TEXT") {
    throw notSupported(`the content handling ${input.contentHandlingStrategy}`, "send text");
  }
  if (input.connectionType && input.connectionType !== "INTERNET") {
    throw notSupported(`the connection type ${input.connectionType}`, "use INTERNET");
  }
  if (input.credentialsArn) {
    throw notSupported("an integration with credentials", "grant the invocation with a Lambda permission");
  }
}
