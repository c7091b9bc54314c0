// Decides reads by a bucket policy.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { parsePolicy } from "../iam/policy/document.ts";
import type { Statement } from "../iam/policy/statement.ts";
import { letsIn } from "../iam/resource-access.ts";

/** Who reads: nobody known, or a service on behalf of one of its resources. */
export interface Reader {
  service?: string;
  sourceArn?: string;
  sourceAccount?: string;
  secureTransport: boolean;
}

/** @throws AwsError MalformedPolicy */
export function parseBucketPolicy(document: string): Statement[] {
  try {
    return parsePolicy(document, "resource");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError("MalformedPolicy", `the bucket policy cannot be read: ${reason}`);
  }
}

/**
 * Whether `reader` may do `action` on `resource`.
 * @throws AwsError NotImplemented when it depends on something that is not evaluated here
 */
export function allows(
  policy: Statement[],
  context: CloudContext,
  action: string,
  resource: string,
  { service, sourceArn, sourceAccount, secureTransport }: Reader,
): boolean {
  return letsIn(policy, context, {
    action,
    resource,
    service,
    context: {
      "aws:SourceArn": sourceArn,
      "aws:SourceAccount": sourceAccount,
      "aws:SecureTransport": String(secureTransport),
    },
  });
}
