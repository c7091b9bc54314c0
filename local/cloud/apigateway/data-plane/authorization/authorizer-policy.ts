// Decides by the policy that an authorizer returned.
import type { CloudContext } from "../../../context.ts";
import { keyLookup } from "../../../iam/condition-keys.ts";
import { evaluate } from "../../../iam/policy/evaluate.ts";
import { REACH } from "../../../iam/policy/principal.ts";
import type { Statement } from "../../../iam/policy/statement.ts";
import { undecided } from "../../../iam/refusals.ts";
import type { Session } from "../session.ts";

/** The action of whoever calls a route. */
export const INVOKE = "execute-api:Invoke";

/**
 * Whether it lets the client call the route. It is about nobody of the account, so no other policy has a say.
 * @throws AwsError NotImplemented when that depends on a condition that cannot be decided here
 */
export function judgePolicy(
  { accountId, clock, region }: CloudContext,
  policy: Statement[],
  session: Session,
  resource: string,
) {
  const caller = {};
  const keys = keyLookup({ now: clock.now(), region, accountId, caller }, conditionKeys(session));
  const { denied, allowed, perhaps } = evaluate(policy, { action: INVOKE, resource, caller, keys });
  if (denied === true) return false;
  const because = denied || (allowed === REACH.none && perhaps);
  if (because) throw undecided({ action: INVOKE, resource }, because);
  return allowed > REACH.none;
}

/** What conditions may ask about a client. */
export const conditionKeys = ({ identity: { sourceIp, userAgent } }: Session) => ({
  "aws:SourceIp": sourceIp,
  "aws:UserAgent": userAgent,
});
