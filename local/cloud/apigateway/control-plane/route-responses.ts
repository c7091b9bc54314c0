// Route responses: a route answers its caller only when it has one.
import type { Random } from "../../random.ts";
import { badRequest, conflict, notFound } from "../errors.ts";
import { createId, RESOURCE_ID_LENGTH } from "./identifiers.ts";
import { patched, Records } from "./records.ts";

export interface RouteResponseInput {
  /** `$default`, the only key there is. */
  routeResponseKey: string;
  /** Kept: AWS does not check responses against models. */
  modelSelectionExpression?: string;
  responseModels?: Record<string, string>;
}

export interface RouteResponse extends RouteResponseInput {
  routeResponseId: string;
  routeId: string;
}

/** As many as there can be routes, since each has at most one. */
const MAX_ROUTE_RESPONSES = 300;

export class RouteResponses {
  readonly #random: Random;
  readonly #records = new Records<RouteResponse>("RouteResponse", MAX_ROUTE_RESPONSES);

  constructor(random: Random) {
    this.#random = random;
  }

  /** The response of a route, if it has one. */
  of(routeId: string) {
    return this.#records.all().find((response) => response.routeId === routeId);
  }

  /** @throws AwsError NotFoundException */
  get(routeId: string, routeResponseId: string) {
    const response = this.#records.get(routeResponseId);
    if (response.routeId !== routeId) throw notFound("RouteResponse", routeResponseId);
    return response;
  }

  /** @throws AwsError BadRequestException, ConflictException */
  create(routeId: string, input: RouteResponseInput): RouteResponse {
    validate(input);
    if (this.of(routeId)) throw conflict(`the route ${routeId} has a route response $default already`);
    const routeResponseId = createId(this.#random, RESOURCE_ID_LENGTH);
    return this.#records.add(routeResponseId, { ...input, routeResponseId, routeId });
  }

  update(routeId: string, routeResponseId: string, patch: Partial<RouteResponseInput>): RouteResponse {
    const response = patched<RouteResponse>(this.get(routeId, routeResponseId), patch);
    validate(response);
    return this.#records.replace(routeResponseId, response);
  }

  delete(routeId: string, routeResponseId: string) {
    this.get(routeId, routeResponseId);
    this.#records.delete(routeResponseId);
  }
}

function validate({ routeResponseKey }: RouteResponseInput) {
  if (routeResponseKey !== "$default") {
    throw badRequest(`the route response key can only be $default, not ${routeResponseKey}`);
  }
}
