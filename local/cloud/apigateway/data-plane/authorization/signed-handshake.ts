// AWS_IAM: the client signs its handshake, and its policies have to let it call the route.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
import { AwsError } from "../../../errors.ts";
import type { ConnectRequest } from "../event.ts";
import { FORBIDDEN, INTERNAL_SERVER_ERROR } from "../frames.ts";
import type { Gateway } from "../gateway.ts";
import type { Session } from "../session.ts";
import { conditionKeys, INVOKE } from "./authorizer-policy.ts";
import { type Decision, granted, refused } from "./decision.ts";

/** Status of an error about something that is not evaluated. */
const UNDECIDED = 501;

/** Who connects is told by its signature, in the Authorization header or in the query. */
export function checkSignature(
  { iam, context }: Gateway,
  session: Session,
  { handshake: { method = "", url = "", headers } }: ConnectRequest,
  resource: string,
): Decision {
  try {
    const principal = iam.authenticate({ method, url, headers, body: Buffer.alloc(0) }, "execute-api");
    iam.authorize({ principal, action: INVOKE, resource, context: conditionKeys(session) });
    const { accessKeyId, arn } = principal;
    const { accountId } = context;
    return granted({ identity: { ...session.identity, accountId, accessKey: accessKeyId, userArn: arn } });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // What cannot be decided here is not refused in AWS's name.
    return error.status === UNDECIDED
      ? refused(500, INTERNAL_SERVER_ERROR, error.message)
      : refused(403, FORBIDDEN, error.message, error.remedy);
  }
}
