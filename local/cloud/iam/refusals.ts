// How AWS says no, and what would have made it say yes.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
import { AwsError } from "../errors.ts";
import type { Principal } from "./credentials.ts";
import type { Decision } from "./decision.ts";
import { accessDenied } from "./errors.ts";
import type { Undecidable } from "./policy/undecidable.ts";

export interface Refused {
  principal: Principal;
  action: string;
  resource: string;
}

/** The error for a call that was denied, in AWS's words, with the statement that would allow it. */
export function refusal(refused: Refused, { explicit, by }: Extract<Decision, { kind: "denied" }>): AwsError {
  const { principal, action, resource } = refused;
  const article = by.startsWith("identity") ? "an" : "a";
  const reason = explicit
    ? `with an explicit deny in ${article} ${by}`
    : `because no ${by} allows the ${action} action`;
  const words = `User: ${principal.arn} is not authorized to perform: ${action} on resource: `;
  const message = action.startsWith("execute-api:")
    ? words + masked(resource)
    : `${words}${resource} ${reason}`;
  // No further statement helps against a deny.
  return accessDenied(action, message, explicit ? undefined : remedyFor(refused, by));
}

/** One line of JSON: a statement that allows it, for all connections and all streams of a log group. */
function remedyFor({ principal, action, resource }: Refused, by: string) {
  if (by === "role trust policy") {
    const Principal = { AWS: principal.roleArn ?? principal.arn };
    return JSON.stringify({ Effect: "Allow", Principal, Action: action });
  }
  const Resource = resource
    .replace(/(\/@connections\/).*/, "$1*")
    .replace(/(:log-group:.*):log-stream:.*/, "$1:*");
  return JSON.stringify({ Effect: "Allow", Action: action, Resource });
}

/** API Gateway gives no reason, hides the account but for its last digits, and names no connection. */
function masked(resource: string) {
  return resource.replace(/:\d+(\d{4}):/, ":********$1:").replace(/(\/@connections\/).*/, "$1{connectionId}");
}

/** What depends on something that is not evaluated here is neither allowed nor refused in AWS's name. */
export function undecided({ action, resource }: Pick<Refused, "action" | "resource">, because: Undecidable) {
  return new AwsError(
    "NotImplemented",
    `Whether ${action} on ${resource} is allowed depends on ${because.message}, which cannot be decided here`,
    501,
    { action },
  );
}
