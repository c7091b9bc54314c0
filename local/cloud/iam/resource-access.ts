// Whether a resource's own policy lets in a service, or somebody unknown: they have no policies of their own.
import type { CloudContext } from "../context.ts";
import { type ConditionContext, keyLookup } from "./condition-keys.ts";
import { evaluate } from "./policy/evaluate.ts";
import { REACH } from "./policy/principal.ts";
import type { Statement } from "./policy/statement.ts";
import { undecided } from "./refusals.ts";

export interface ServiceRequest {
  action: string;
  /** ARN. */
  resource: string;
  /** Such as `apigateway.amazonaws.com`; nobody known without it. */
  service?: string;
  context: ConditionContext;
}

/** @throws AwsError NotImplemented when it depends on something that is not evaluated here */
export function letsIn(
  policy: readonly Statement[],
  { accountId, clock, region }: Pick<CloudContext, "accountId" | "clock" | "region">,
  { action, resource, service, context }: ServiceRequest,
): boolean {
  const caller = service === undefined ? {} : { service };
  const keys = keyLookup({ now: clock.now(), region, accountId, caller }, context);
  const { denied, allowed, perhaps } = evaluate(policy, { action, resource, caller, keys });
  if (denied === true) return false;
  const because = denied || (allowed === REACH.none && perhaps);
  if (because) throw undecided({ action, resource }, because);
  return allowed > REACH.none;
}
