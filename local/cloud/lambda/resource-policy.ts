// Who may invoke a function besides its account: the statements that AddPermission writes.
// https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
import { AwsError } from "../errors.ts";

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
  qualifier?: string;
}

/** A service that calls, and for which of its resources. */
export interface ServiceCaller {
  service: string;
  sourceArn: string;
}

const INVOKE = "lambda:InvokeFunction";

export class ResourcePolicy {
  readonly #statements = new Map<string, Permission>();

  /** @throws AwsError ResourceConflictException when the statement id is taken */
  add(permission: Permission) {
    const { statementId } = permission;
    if (this.#statements.has(statementId)) {
      const message = `The statement id (${statementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`;
      throw new AwsError("ResourceConflictException", message, 409);
    }
    this.#statements.set(statementId, permission);
  }

  /** @throws AwsError ResourceNotFoundException */
  remove(statementId: string) {
    if (this.#statements.delete(statementId)) return;
    const message = `Statement ${statementId} is not found in resource policy.`;
    throw new AwsError("ResourceNotFoundException", message, 404);
  }

  /** @throws AwsError AccessDeniedException unless a statement lets the caller invoke `arn` */
  authorize(arn: string, caller: ServiceCaller) {
    if ([...this.#statements.values()].some((statement) => allows(statement, caller))) return;
    const message =
      `${caller.service} is not authorized to perform ${INVOKE} on ${arn} for ${caller.sourceArn}: ` +
      `no permission of the function has this principal and source ARN; add one (aws.lambda.Permission)`;
    throw new AwsError("AccessDeniedException", message, 403);
  }
}

function allows(statement: Permission, { service, sourceArn }: ServiceCaller) {
  return (
    matches(statement.action, INVOKE) &&
    (statement.principal === "*" || statement.principal === service) &&
    (statement.qualifier === undefined || statement.qualifier === "$LATEST") &&
    (statement.sourceArn === undefined || matches(statement.sourceArn, sourceArn)) &&
    (statement.sourceAccount === undefined || statement.sourceAccount === accountOf(sourceArn))
  );
}

/** ArnLike: `*` stands for any characters, `?` for one. */
function matches(pattern: string, value: string) {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(value);
}

const accountOf = (arn: string) => arn.split(":")[4];
