// Sessions of roles: who may have one, for how long, and with which credentials.
import type { CloudContext } from "../context.ts";
import type { Authorizer } from "./authorizer.ts";
import type { ConditionContext } from "./condition-keys.ts";
import type { AccessKeys, Credentials, Principal } from "./credentials.ts";
import { accessDenied, invalidName } from "./errors.ts";
import { isTrusted, type ServiceCaller } from "./role-trust.ts";
import type { Roles } from "./roles.ts";

/** Credentials, and whom they stand for. */
export interface RoleSession extends Credentials {
  principal: Principal;
}

/** One that ends by itself. */
export interface TemporarySession extends RoleSession {
  /** Milliseconds since the Unix epoch. */
  expiration: number;
}

export interface AssumeRoleInput {
  roleArn: string;
  sessionName: string;
  /** How long the session lasts. */
  seconds: number;
  /** Condition keys of the call. */
  context: ConditionContext;
}

/** Of a role that does not exist. */
const TRUSTS_NOBODY = JSON.stringify({ Statement: [] });

export class RoleSessions {
  readonly #context: CloudContext;
  readonly #keys: AccessKeys;
  readonly #roles: Roles;
  readonly #authorizer: Authorizer;

  constructor(context: CloudContext, keys: AccessKeys, roles: Roles, authorizer: Authorizer) {
    this.#context = context;
    this.#keys = keys;
    this.#roles = roles;
    this.#authorizer = authorizer;
  }

  /** @throws AwsError NotImplemented when that depends on something that is not evaluated here */
  mayAssume(roleArn: string, caller: ServiceCaller): boolean {
    const role = this.#roles.findByArn(roleArn);
    return role !== undefined && isTrusted(this.#context, role, caller);
  }

  /** @throws AwsError NoSuchEntity when there is no such role, AccessDenied when it does not trust the caller */
  assume(roleArn: string, sessionName: string, caller?: ServiceCaller): RoleSession {
    if (caller && !this.mayAssume(roleArn, caller)) {
      throw accessDenied(
        "sts:AssumeRole",
        `${caller.service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      );
    }
    const context = caller && { "lambda:SourceFunctionArn": caller.sourceArn };
    const principal = { ...this.#principalOf(roleArn, sessionName), ...(context && { context }) };
    return { ...this.#keys.createSession(principal), principal };
  }

  /** @throws AwsError AccessDenied, ValidationError for more seconds than the role's sessions may have */
  assumeAs(
    principal: Principal,
    { roleArn, sessionName, seconds, context }: AssumeRoleInput,
  ): TemporarySession {
    const role = this.#roles.findByArn(roleArn);
    this.#authorizer.authorize({
      ...{ principal, action: "sts:AssumeRole", resource: roleArn, context },
      trustPolicy: role?.assumeRolePolicyDocument ?? TRUSTS_NOBODY,
    });
    if (role && seconds > role.maxSessionDuration) {
      throw invalidName("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    const session = this.#principalOf(roleArn, sessionName);
    const expiration = this.#context.clock.now() + seconds * 1000;
    return { ...this.#keys.createSession(session, expiration), principal: session, expiration };
  }

  #principalOf(roleArn: string, sessionName: string): Principal {
    const { accountId, partition } = this.#context;
    const { roleName } = this.#roles.getByArn(roleArn);
    const arn = `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
    return { arn, kind: "assumed-role", roleArn };
  }
}
