// Integration responses: what becomes of the answers of an integration that is no proxy.
import type { Random } from "../../random.ts";
import {
  compileIntegrationResponse,
  type IntegrationResponseInput,
  type ResponseMapping,
} from "../data-plane/mapping/integration-response.ts";
import { conflict, notFound } from "../errors.ts";
import { createId, RESOURCE_ID_LENGTH } from "./identifiers.ts";
import { patched, Records } from "./records.ts";

export interface IntegrationResponse extends IntegrationResponseInput {
  integrationResponseId: string;
  integrationId: string;
  mapping: ResponseMapping;
}

/** AWS gives no number; only what no program reaches. */
const MAX_INTEGRATION_RESPONSES = 3000;

export class IntegrationResponses {
  readonly #random: Random;
  readonly #records = new Records<IntegrationResponse>("IntegrationResponse", MAX_INTEGRATION_RESPONSES);

  constructor(random: Random) {
    this.#random = random;
  }

  /** In order of creation. */
  of(integrationId: string) {
    return this.#records.all().filter((response) => response.integrationId === integrationId);
  }

  /** @throws AwsError NotFoundException */
  get(integrationId: string, integrationResponseId: string) {
    const response = this.#records.get(integrationResponseId);
    if (response.integrationId !== integrationId)
      throw notFound("IntegrationResponse", integrationResponseId);
    return response;
  }

  /** @throws AwsError BadRequestException, ConflictException, NotImplementedException */
  create(integrationId: string, input: IntegrationResponseInput): IntegrationResponse {
    this.#refuseSecond(integrationId, input);
    const mapping = compileIntegrationResponse(input);
    const integrationResponseId = createId(this.#random, RESOURCE_ID_LENGTH);
    const response = { ...input, integrationResponseId, integrationId, mapping };
    return this.#records.add(integrationResponseId, response);
  }

  update(
    integrationId: string,
    integrationResponseId: string,
    patch: Partial<IntegrationResponseInput>,
  ): IntegrationResponse {
    const response = patched<IntegrationResponse>(this.get(integrationId, integrationResponseId), patch);
    this.#refuseSecond(integrationId, response, integrationResponseId);
    const mapping = compileIntegrationResponse(response);
    return this.#records.replace(integrationResponseId, { ...response, mapping });
  }

  delete(integrationId: string, integrationResponseId: string) {
    this.get(integrationId, integrationResponseId);
    this.#records.delete(integrationResponseId);
  }

  #refuseSecond(
    integrationId: string,
    { integrationResponseKey: key }: IntegrationResponseInput,
    own?: string,
  ) {
    const other = this.of(integrationId).find((response) => response.integrationResponseKey === key);
    if (other && other.integrationResponseId !== own) {
      throw conflict(`the integration ${integrationId} has an integration response ${key} already`);
    }
  }
}
