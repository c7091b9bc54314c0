// AWS Identity and Access Management: roles, policies, access keys, who sent a request, and what they may do.
import type { CloudContext } from "../context.ts";
import { authenticate } from "./authentication.ts";
import type { SignedRequest } from "./authorization.ts";
import { type AccessRequest, Authorizer } from "./authorizer.ts";
import { AccessKeys, type Credentials, type Principal } from "./credentials.ts";
import { accessDenied } from "./errors.ts";
import { Policies, type Policy, type PolicyInput } from "./policies.ts";
import { isTrusted, type ServiceCaller } from "./role-trust.ts";
import { type Role, type RoleInput, type RolePatch, Roles } from "./roles.ts";

export type { AccessRequest } from "./authorizer.ts";
export type { SignedRequest } from "./authorization.ts";
export type { Credentials, Principal } from "./credentials.ts";
export type { Policy, PolicyInput } from "./policies.ts";
export type { Role, RoleInput, RolePatch } from "./roles.ts";

/** One policy of a role. AWS's own managed policies come without a document. */
export interface RolePolicy {
  /** The name of an inline policy, the ARN of a managed one. */
  name: string;
  document?: string;
}

/** Credentials, and whom they stand for. */
export interface RoleSession extends Credentials {
  principal: Principal;
}

export class Iam {
  /** Keys of the account's root, which may do everything. */
  readonly rootCredentials: Credentials;
  readonly #context: CloudContext;
  readonly #keys: AccessKeys;
  readonly #roles: Roles;
  readonly #policies: Policies;
  readonly #authorizer: Authorizer;

  constructor(context: CloudContext) {
    this.#context = context;
    this.#keys = new AccessKeys(context);
    this.#roles = new Roles(context);
    this.#policies = new Policies(context);
    this.#authorizer = new Authorizer(context, this.#roles, this.#policies);
    const arn = `arn:${context.partition}:iam::${context.accountId}:root`;
    this.rootCredentials = this.#keys.createRoot({ arn, kind: "root" });
  }

  /** @throws AwsError EntityAlreadyExists, MalformedPolicyDocument, ValidationError, NoSuchEntity for its boundary */
  createRole(input: RoleInput): Role {
    if (input.permissionsBoundary !== undefined) this.#policies.checkAttachable(input.permissionsBoundary);
    return this.#roles.create(input);
  }

  /** @throws AwsError NoSuchEntity */
  getRole(roleName: string): Role {
    return this.#roles.get(roleName);
  }

  /** Changes what `patch` names and leaves the rest. */
  updateRole(roleName: string, patch: RolePatch): Role {
    this.#authorizer.forget();
    return this.#roles.update(roleName, patch);
  }

  /** Limits what the role's policies may allow; without `policyArn` nothing does. @throws AwsError NoSuchEntity */
  putRolePermissionsBoundary(roleName: string, policyArn: string | undefined) {
    if (policyArn !== undefined) this.#policies.checkAttachable(policyArn);
    this.#roles.putBoundary(roleName, policyArn);
    this.#authorizer.forget();
  }

  /** Ends the role's sessions as well. @throws AwsError DeleteConflict while it has policies */
  deleteRole(roleName: string) {
    this.#keys.deleteSessions(this.#roles.delete(roleName).arn);
    this.#authorizer.forget();
  }

  /** Writes an inline policy into a role, over one of the same name. @throws AwsError MalformedPolicyDocument */
  putRolePolicy(roleName: string, policyName: string, document: string) {
    this.#roles.putPolicy(roleName, policyName, document);
    this.#authorizer.forget();
  }

  deleteRolePolicy(roleName: string, policyName: string) {
    this.#roles.deletePolicy(roleName, policyName);
    this.#authorizer.forget();
  }

  createPolicy(input: PolicyInput): Policy {
    return this.#policies.create(input);
  }

  /** @throws AwsError NoSuchEntity */
  getPolicy(policyArn: string): Policy {
    return this.#policies.get(policyArn);
  }

  /** Replaces the document or the tags of a managed policy. @throws AwsError MalformedPolicyDocument */
  updatePolicy(policyArn: string, patch: Partial<Pick<PolicyInput, "policyDocument" | "tags">>): Policy {
    this.#authorizer.forget();
    return this.#policies.update(policyArn, patch);
  }

  /** @throws AwsError DeleteConflict while a role holds it */
  deletePolicy(policyArn: string) {
    this.#policies.delete(policyArn, this.#roles.isAttached(policyArn));
  }

  /** AWS's own policies (`arn:aws:iam::aws:policy/...`) are taken by their ARN. @throws AwsError NoSuchEntity */
  attachRolePolicy(roleName: string, policyArn: string) {
    this.#policies.checkAttachable(policyArn);
    this.#roles.attach(roleName, policyArn);
    this.#authorizer.forget();
  }

  detachRolePolicy(roleName: string, policyArn: string) {
    this.#roles.detach(roleName, policyArn);
    this.#authorizer.forget();
  }

  /** Every policy that says what the role may do. */
  rolePolicies(roleName: string): RolePolicy[] {
    const { inline, attached } = this.#roles.policiesOf(roleName);
    return [
      ...[...inline].map(([name, document]) => ({ name, document })),
      ...[...attached].map((name) => ({ name, document: this.#policies.documentOf(name) })),
    ];
  }

  /**
   * Whether a service may assume a role. One that does not exist it may not.
   * @throws AwsError NotImplemented when that depends on something that is not evaluated here
   */
  mayAssume(roleArn: string, caller: ServiceCaller): boolean {
    const role = this.#roles.findByArn(roleArn);
    return role !== undefined && isTrusted(this.#context, role, caller);
  }

  /**
   * Temporary credentials of a role, for a function's environment.
   * @param caller when given, has to be trusted by the role
   * @throws AwsError NoSuchEntity when there is no such role, AccessDenied when it does not trust the caller
   */
  assumeRole(roleArn: string, sessionName: string, caller?: ServiceCaller): RoleSession {
    const { roleName } = this.#roles.getByArn(roleArn);
    const { accountId, partition } = this.#context;
    if (caller && !this.mayAssume(roleArn, caller)) {
      throw accessDenied(
        "sts:AssumeRole",
        `${caller.service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      );
    }
    const arn = `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
    const context = caller && { "lambda:SourceFunctionArn": caller.sourceArn };
    const principal: Principal = { arn, kind: "assumed-role", roleArn, ...(context && { context }) };
    return { ...this.#keys.createSession(principal), principal };
  }

  /**
   * Nothing, when the policies of the caller and of the resource allow what it asks for.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
   * @throws AwsError AccessDeniedException or what the service calls it, with the statement that would have allowed
   *   it; NotImplemented when it depends on something that is not evaluated here
   */
  authorize(request: AccessRequest) {
    this.#authorizer.authorize(request);
  }

  /**
   * Whose signature a request bears (SigV4, in the header or in a presigned URL).
   * @param service the name its credential scope has to carry, such as `execute-api`
   * @throws AwsError MissingAuthenticationTokenException, UnrecognizedClientException,
   *   InvalidSignatureException, IncompleteSignatureException, or what the service calls them
   */
  authenticate(request: SignedRequest, service: string): Principal {
    return authenticate(this.#context, this.#keys, request, service);
  }
}
