// Asks a Lambda authorizer whether a client may connect.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
import { AwsError } from "../../../errors.ts";
import type { Authorizer } from "../../control-plane/authorizers.ts";
import type { ApiHost } from "../api-host.ts";
import { callFunction, troubleOf } from "../call-function.ts";
import { authorizerEvent, type ConnectRequest } from "../event.ts";
import { FORBIDDEN, INTERNAL_SERVER_ERROR, UNAUTHORIZED } from "../frames.ts";
import type { Session } from "../session.ts";
import { judgePolicy } from "./authorizer-policy.ts";
import { parseAuthorizerResult } from "./authorizer-result.ts";
import { type Decision, granted, refused } from "./decision.ts";
import { missingIdentity } from "./identity.ts";

/** As long as an integration: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const TIMEOUT_MS = 29_000;

/** What an authorizer throws to have the client answered 401; any other error is its own. */
const UNAUTHORIZED_ERROR = "Unauthorized";

const RESULT_FORM =
  'return { principalId, policyDocument: { Version: "2012-10-17", Statement: [...] } }, or throw "Unauthorized"';

/** @param methodArn of the route, which the policy has to allow */
export async function askAuthorizer(
  { gateway, configuration }: ApiHost,
  authorizer: Authorizer,
  session: Session,
  request: ConnectRequest,
  methodArn: string,
): Promise<Decision> {
  const { clock } = gateway.context;
  const { name, functionArn, authorizerId, identitySources } = authorizer;
  const event = authorizerEvent(session, request, methodArn);
  const missing = missingIdentity(identitySources, event);
  if (missing) {
    const why = `the authorizer ${name} is not asked without the ${missing.kind} ${missing.name}`;
    return refused(401, UNAUTHORIZED, why, "send it, or take it out of the identity sources");
  }
  const askedAt = clock.now();
  const call = {
    functionArn,
    sourceArn: `${configuration.api.executionArn}/authorizers/${authorizerId}`,
    payload: JSON.stringify(event),
    timeoutMs: TIMEOUT_MS,
  };
  const answer = await callFunction(gateway, call);
  if (answer.kind === "failed" && answer.errorMessage === UNAUTHORIZED_ERROR) {
    return refused(401, UNAUTHORIZED, `the authorizer ${name} threw Unauthorized`);
  }
  if (answer.kind !== "returned") {
    const { why, remedy } = troubleOf(answer, call);
    return refused(500, INTERNAL_SERVER_ERROR, `the authorizer ${name}: ${why}`, remedy);
  }
  try {
    const result = parseAuthorizerResult(answer.payload, gateway.limits.authorizerResultBytes);
    const { principalId, context, usageIdentifierKey } = result;
    return judgePolicy(gateway.context, result.policy, session, methodArn)
      ? granted({
          authorizer: { ...context, principalId, integrationLatency: clock.now() - askedAt },
          usageIdentifierKey,
        })
      : refused(403, FORBIDDEN, `the policy of the authorizer ${name} does not allow ${methodArn}`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const why = `the authorizer ${name} returned what cannot be used: ${error.message}`;
    return refused(500, INTERNAL_SERVER_ERROR, why, RESULT_FORM);
  }
}
