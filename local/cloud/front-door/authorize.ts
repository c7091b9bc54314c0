// Lets a service ask whether the sender of a request may do something, with what the request says about itself.
import type { Iam, Principal, SignedRequest } from "../iam/iam.ts";
import type { AuthenticatedRequest } from "./service.ts";

/** @param sourceIp address of the sender's end of the connection */
export function authorizerFor(
  iam: Pick<Iam, "authorize">,
  principal: Principal,
  { headers }: SignedRequest,
  sourceIp: string | undefined,
): AuthenticatedRequest["authorize"] {
  return ({ context, ...access }) =>
    iam.authorize({
      ...access,
      principal,
      context: () => ({
        "aws:SourceIp": sourceIp,
        "aws:UserAgent": headers["user-agent"],
        "aws:Referer": headers.referer,
        ...(typeof context === "function" ? context() : context),
      }),
    });
}
