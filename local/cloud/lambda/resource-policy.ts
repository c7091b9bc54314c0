// Who may invoke a function, or a version or alias of it, besides its account: the statements that AddPermission writes.
// https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { parsePolicy } from "../iam/policy/document.ts";
import type { Statement } from "../iam/policy/statement.ts";
import { letsIn } from "../iam/resource-access.ts";
import { functionArn, type FunctionName } from "./function-arn.ts";

export interface Permission {
  statementId: string;
  /** Such as `lambda:InvokeFunction`, or `lambda:*`. */
  action: string;
  /** A service such as `apigateway.amazonaws.com`, an account, an ARN, or `*`. */
  principal: string;
  /** ARN on whose behalf the service calls; `*` and `?` are wildcards. Without it: any. */
  sourceArn?: string;
  /** Account that owns the source ARN. Without it: any. */
  sourceAccount?: string;
}

/** A service that calls, and for which of its resources. */
export interface ServiceCaller {
  service: string;
  sourceArn: string;
}

const INVOKE = "lambda:InvokeFunction";

export class ResourcePolicy {
  readonly #context: CloudContext;
  readonly #arn: string;
  readonly #qualifier: string | undefined;
  readonly #permissions = new Map<string, Permission>();
  /** What the evaluator reads, for as long as nothing changes. */
  #statements: Statement[] | undefined;

  /** @param name of a function, a version or an alias, which callers have to call it by */
  constructor(context: CloudContext, { functionName, qualifier }: FunctionName) {
    this.#context = context;
    this.#arn = functionArn(context, functionName, qualifier);
    this.#qualifier = qualifier;
  }

  /**
   * @throws AwsError ResourceConflictException when the statement id is taken, InvalidParameterValueException for a
   *   principal that is none
   */
  add(permission: Permission) {
    const { statementId } = permission;
    if (this.#permissions.has(statementId)) {
      const message = `The statement id (${statementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`;
      throw new AwsError("ResourceConflictException", message, 409);
    }
    this.#check(permission);
    this.#permissions.set(statementId, permission);
    this.#statements = undefined;
  }

  /** @throws AwsError ResourceNotFoundException */
  remove(statementId: string) {
    if (!this.#permissions.delete(statementId)) {
      const message = `Statement ${statementId} is not found in resource policy.`;
      throw new AwsError("ResourceNotFoundException", message, 404);
    }
    this.#statements = undefined;
  }

  /** As JSON text; undefined when it has no statement. */
  document(): string | undefined {
    return this.#permissions.size === 0 ? undefined : this.#write([...this.#permissions.values()]);
  }

  /** @throws AwsError AccessDeniedException unless a statement lets the caller invoke the function */
  authorize({ service, sourceArn }: ServiceCaller) {
    this.#statements ??= parsePolicy(this.#write([...this.#permissions.values()]), "resource");
    const context = { "aws:SourceArn": sourceArn, "aws:SourceAccount": accountOf(sourceArn) };
    const request = { action: INVOKE, resource: this.#arn, service, context };
    if (letsIn(this.#statements, this.#context, request)) return;
    const message =
      `${service} is not authorized to perform ${INVOKE} on ${this.#arn} for ${sourceArn}: ` + this.#lack();
    throw new AwsError("AccessDeniedException", message, 403);
  }

  /** Why nothing allows the call, and what would. */
  #lack() {
    const qualifier = this.#qualifier;
    if (qualifier === undefined) {
      return "no permission of the function has this principal and source ARN; add one (aws.lambda.Permission)";
    }
    return (
      `no permission with the qualifier ${qualifier} has this principal and source ARN, and those without a ` +
      `qualifier do not count; add one (aws.lambda.Permission with qualifier: "${qualifier}")`
    );
  }

  #write(permissions: Permission[]): string {
    const { partition } = this.#context;
    const Statement = permissions.map((permission) => describe(permission, this.#arn, partition));
    return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement });
  }

  #check(permission: Permission) {
    try {
      parsePolicy(this.#write([permission]), "resource");
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new AwsError("InvalidParameterValueException", `The permission is not valid: ${reason}`);
    }
  }
}

function describe(statement: Permission, arn: string, partition: string) {
  const { statementId, action, principal, sourceArn, sourceAccount } = statement;
  const Condition = {
    ...(sourceAccount && { StringEquals: { "AWS:SourceAccount": sourceAccount } }),
    ...(sourceArn && { ArnLike: { "AWS:SourceArn": sourceArn } }),
  };
  return {
    Sid: statementId,
    Effect: "Allow",
    Principal: describePrincipal(principal, partition),
    Action: action,
    Resource: arn,
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
}

function describePrincipal(principal: string, partition: string) {
  if (principal === "*") return principal;
  if (principal.endsWith(".amazonaws.com")) return { Service: principal };
  return { AWS: /^\d{12}$/.test(principal) ? `arn:${partition}:iam::${principal}:root` : principal };
}

const accountOf = (arn: string) => arn.split(":")[4];
