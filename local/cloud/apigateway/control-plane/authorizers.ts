// Authorizers: functions that decide who may connect.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
import type { Random } from "../../random.ts";
import { badRequest, notSupported } from "../errors.ts";
import { createId, RESOURCE_ID_LENGTH } from "./identifiers.ts";
import { type IdentitySource, parseIdentitySource } from "./identity-source.ts";
import { functionArnOf } from "./invoke-arn.ts";
import { patched, Records } from "./records.ts";

export interface AuthorizerInput {
  name: string;
  /** `REQUEST`, the only type of a WebSocket API. */
  authorizerType: string;
  /** A function's invoke ARN. */
  authorizerUri?: string;
  /** Such as `route.request.header.Authorization`. A client that lacks one of them is refused unasked. */
  identitySource?: string[];
  authorizerCredentialsArn?: string;
  /** This and the following: only HTTP APIs have them. */
  authorizerPayloadFormatVersion?: string;
  authorizerResultTtlInSeconds?: number;
  enableSimpleResponses?: boolean;
  jwtConfiguration?: object;
}

export interface Authorizer extends AuthorizerInput {
  authorizerId: string;
  functionArn: string;
  identitySources: IdentitySource[];
}

/** Lambda authorizers per API: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const MAX_AUTHORIZERS = 10;
const MAX_NAME = 128;

const HTTP_ONLY = [
  "authorizerPayloadFormatVersion",
  "authorizerResultTtlInSeconds",
  "enableSimpleResponses",
  "jwtConfiguration",
] as const;

export class Authorizers {
  readonly #random: Random;
  readonly #records = new Records<Authorizer>("Authorizer", MAX_AUTHORIZERS);

  constructor(random: Random) {
    this.#random = random;
  }

  get(authorizerId: string) {
    return this.#records.get(authorizerId);
  }

  all() {
    return this.#records.all();
  }

  /** @throws AwsError BadRequestException, LimitExceededException, NotImplementedException */
  create(input: AuthorizerInput): Authorizer {
    const authorizerId = createId(this.#random, RESOURCE_ID_LENGTH);
    return this.#records.add(authorizerId, { ...input, authorizerId, ...resolve(input) });
  }

  update(authorizerId: string, patch: Partial<AuthorizerInput>): Authorizer {
    const authorizer = patched<Authorizer>(this.get(authorizerId), patch);
    return this.#records.replace(authorizerId, { ...authorizer, ...resolve(authorizer) });
  }

  delete(authorizerId: string) {
    this.#records.delete(authorizerId);
  }
}

function resolve(input: AuthorizerInput) {
  if (!input.name || input.name.length > MAX_NAME) {
    throw badRequest(`the name of an authorizer has 1 to ${MAX_NAME} characters`);
  }
  if (input.authorizerType !== "REQUEST") {
    throw badRequest(
      `the authorizer ${input.name} is of type ${input.authorizerType}; a WebSocket API has only REQUEST`,
    );
  }
  const httpOnly = HTTP_ONLY.find((field) => input[field]);
  if (httpOnly) {
    throw badRequest(`only authorizers of HTTP APIs have ${httpOnly}; leave it out of ${input.name}`);
  }
  if (input.authorizerCredentialsArn) {
    throw notSupported("an authorizer with credentials", "grant the invocation with a Lambda permission");
  }
  const functionArn = functionArnOf(input.authorizerUri ?? "");
  if (!functionArn) {
    throw badRequest(
      `the authorizer URI ${input.authorizerUri} is not a function's invoke ARN; use the function's invokeArn`,
    );
  }
  return { functionArn, identitySources: (input.identitySource ?? []).map(parseIdentitySource) };
}
