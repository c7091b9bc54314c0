// Who may assume a role, by its trust policy.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html
import type { CloudContext } from "../context.ts";
import { parsePolicy } from "./policy/document.ts";
import { letsIn } from "./resource-access.ts";
import type { Role } from "./roles.ts";

/** A service that assumes a role, and for which of its resources. */
export interface ServiceCaller {
  /** Such as `lambda.amazonaws.com`. */
  service: string;
  sourceArn: string;
}

/** @throws AwsError NotImplemented when it depends on something that is not evaluated here */
export function isTrusted(
  context: CloudContext,
  { arn, assumeRolePolicyDocument }: Role,
  { service, sourceArn }: ServiceCaller,
): boolean {
  return letsIn(parsePolicy(assumeRolePolicyDocument, "trust"), context, {
    action: "sts:AssumeRole",
    resource: arn,
    service,
    context: { "aws:SourceArn": sourceArn, "aws:SourceAccount": context.accountId },
  });
}
