// Lets a service ask whether the sender of a request may do something, with what the request says about itself.
import type { CloudContext } from "../context.ts";
import type { ConditionContext } from "../iam/condition-keys.ts";
import { accessDenied } from "../iam/errors.ts";
import type { AccessRequest, Iam, Principal, SignedRequest } from "../iam/iam.ts";
import { parsePolicy } from "../iam/policy/document.ts";
import { letsIn } from "../iam/resource-access.ts";
import type { AnonymousRequest } from "./service.ts";

type Authorize = AnonymousRequest["authorize"];

/** @param sourceIp address of the sender's end of the connection */
export function authorizerFor(
  iam: Pick<Iam, "authorize">,
  principal: Principal,
  request: SignedRequest,
  sourceIp: string | undefined,
): Authorize {
  return ({ context, ...access }) =>
    iam.authorize({ ...access, principal, context: () => keysOf(request, sourceIp, context) });
}

/** Who has not signed may do what the resource's own policy lets everybody do. */
export function anonymousAuthorizer(
  cloud: CloudContext,
  request: SignedRequest,
  sourceIp: string | undefined,
): Authorize {
  return ({ action, resource, context, resourcePolicy }) => {
    const policy = resourcePolicy === undefined ? [] : parsePolicy(resourcePolicy, "resource");
    const keys = keysOf(request, sourceIp, context);
    if (!letsIn(policy, cloud, { action, resource, context: keys })) {
      throw accessDenied(action, "Access Denied");
    }
  };
}

const keysOf = (
  { headers }: SignedRequest,
  sourceIp: string | undefined,
  context: AccessRequest["context"],
): ConditionContext => ({
  "aws:SourceIp": sourceIp,
  "aws:UserAgent": headers["user-agent"],
  "aws:Referer": headers.referer,
  ...(typeof context === "function" ? context() : context),
});
