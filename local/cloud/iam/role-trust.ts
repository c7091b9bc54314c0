// Who may assume a role, by its trust policy.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html
import type { CloudContext } from "../context.ts";
import { keyLookup } from "./condition-keys.ts";
import { parsePolicy } from "./policy/document.ts";
import { evaluate } from "./policy/evaluate.ts";
import { REACH } from "./policy/principal.ts";
import { undecided } from "./refusals.ts";
import type { Role } from "./roles.ts";

/** A service that assumes a role, and for which of its resources. */
export interface ServiceCaller {
  /** Such as `lambda.amazonaws.com`. */
  service: string;
  sourceArn: string;
}

const ASSUME = "sts:AssumeRole";

/** @throws AwsError NotImplemented when it depends on something that is not evaluated here */
export function isTrusted(context: CloudContext, role: Role, { service, sourceArn }: ServiceCaller): boolean {
  const { accountId, clock, region } = context;
  const caller = { service };
  const keys = keyLookup(
    { now: clock.now(), region, accountId, caller },
    { "aws:SourceArn": sourceArn, "aws:SourceAccount": accountId },
  );
  const request = { action: ASSUME, resource: role.arn, caller, keys };
  const { denied, allowed, perhaps } = evaluate(parsePolicy(role.assumeRolePolicyDocument, "trust"), request);
  if (denied === true) return false;
  const because = denied || (allowed === REACH.none && perhaps);
  if (because) throw undecided(request, because);
  return allowed > REACH.none;
}
