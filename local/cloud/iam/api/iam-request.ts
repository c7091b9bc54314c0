// A call of IAM's API: the role or the policy that it is about, and whether the caller may do that with it.
import type { CloudContext } from "../../context.ts";
import type { AuthenticatedRequest } from "../../front-door/service.ts";
import { QueryRequest } from "../../query/query-request.ts";
import type { ConditionContext } from "../condition-keys.ts";
import type { Iam, Role } from "../iam.ts";

export class IamRequest extends QueryRequest {
  readonly iam: Iam;
  readonly #context: CloudContext;

  constructor(context: CloudContext, iam: Iam, request: AuthenticatedRequest) {
    super(request);
    this.iam = iam;
    this.#context = context;
  }

  /**
   * The role that the call names.
   * @throws AwsError AccessDenied unless the caller may do with it what the call says, NoSuchEntity
   */
  role(context?: ConditionContext): Role {
    const roleName = this.required("RoleName");
    const known = this.iam.listRoles().find((role) => role.roleName === roleName);
    this.#authorize(known?.arn ?? this.arn(`role/${roleName}`), {
      "iam:PermissionsBoundary": known?.permissionsBoundary,
      ...context,
    });
    return this.iam.getRole(roleName);
  }

  /** ARN of the managed policy that the call names. @throws AwsError AccessDenied */
  policyArn(): string {
    const policyArn = this.required("PolicyArn");
    this.#authorize(policyArn);
    return policyArn;
  }

  /** Asks for what is about no resource in particular, or about one that does not exist yet. @throws AwsError AccessDenied */
  allowed(resource: string, context?: ConditionContext) {
    this.#authorize(resource, context);
  }

  /** @param resource such as `role/chat` */
  arn(resource: string): string {
    const { partition, accountId } = this.#context;
    return `arn:${partition}:iam::${accountId}:${resource}`;
  }

  /** Actions of policies have the names of the operations. */
  #authorize(resource: string, context?: ConditionContext) {
    this.authorize(`iam:${this.action}`, resource, context);
  }
}
