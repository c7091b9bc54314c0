// The authorizer itself: Origin first, then who the client is.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { type Credential, credentialOf, type CredentialPlace, headerValues } from "./credentials.ts";
import { ForeignOriginError, RefusedHandshakeError } from "./errors.ts";
import type { Identity } from "./identity.ts";
import { checkOrigins, type OriginPolicy } from "./origins.ts";

export interface Judgement {
  origins: OriginPolicy;
  places: CredentialPlace[];
  /** @throws UnauthenticatedError */
  identify(credential: Credential): Promise<Identity>;
}

/** What an authorizer has to throw, word for word, to have the client answered 401. Other errors answer 500. */
const UNAUTHORIZED = "Unauthorized";

/** Answers an authorizer's event: allow, deny (403) or throw `Unauthorized` (401). Refusals are logged with why. */
export function judgeHandshake({ origins, places, identify }: Judgement) {
  return async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
    try {
      checkOrigins(headerValues(event, "origin"), origins);
      const { principalId, context } = await identify(credentialOf(event, places));
      return { principalId, policyDocument: policy("Allow", event), context };
    } catch (error) {
      if (!(error instanceof RefusedHandshakeError)) throw error;
      logRefusal(event, error);
      if (error instanceof ForeignOriginError) {
        return { principalId: "nobody", policyDocument: policy("Deny", event) };
      }
      throw new Error(UNAUTHORIZED, { cause: error });
    }
  };
}

function policy(Effect: "Allow" | "Deny", { methodArn }: APIGatewayRequestAuthorizerEvent) {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect, Action: "execute-api:Invoke", Resource: methodArn }],
  };
}

/** Says why, which the client is not told; never the token or the ticket. */
function logRefusal(
  { requestContext }: APIGatewayRequestAuthorizerEvent,
  { message }: RefusedHandshakeError,
) {
  const { connectionId, requestId } = requestContext;
  console.log(
    JSON.stringify({ level: "info", event: "handshake refused", reason: message, connectionId, requestId }),
  );
}
