// AWS Identity and Access Management: roles, policies, access keys, who sent a request, and what they may do.
import type { CloudContext } from "../context.ts";
import { authenticate } from "./authentication.ts";
import type { SignedRequest } from "./authorization.ts";
import { type AccessRequest, Authorizer } from "./authorizer.ts";
import { AccessKeys, type Credentials, type Principal } from "./credentials.ts";
import { Policies, type Policy, type PolicyInput, type PolicyVersion } from "./policies.ts";
import {
  type AssumeRoleInput,
  type RoleSession,
  RoleSessions,
  type TemporarySession,
} from "./role-sessions.ts";
import type { ServiceCaller } from "./role-trust.ts";
import { type Role, type RoleInput, type RolePatch, Roles } from "./roles.ts";

export type { AccessRequest } from "./authorizer.ts";
export type { SignedRequest } from "./authorization.ts";
export type { Credentials, Principal } from "./credentials.ts";
export type { Policy, PolicyInput, PolicyVersion } from "./policies.ts";
export type { Role, RoleInput, RolePatch } from "./roles.ts";

/** One policy of a role. AWS's own managed policies come without a document. */
export interface RolePolicy {
  /** The name of an inline policy, the ARN of a managed one. */
  name: string;
  document?: string;
}

export class Iam {
  /** Keys of the account's root, which may do everything. */
  readonly rootCredentials: Credentials;
  readonly #context: CloudContext;
  readonly #keys: AccessKeys;
  readonly #roles: Roles;
  readonly #policies: Policies;
  readonly #authorizer: Authorizer;
  readonly #sessions: RoleSessions;

  constructor(context: CloudContext) {
    this.#context = context;
    this.#keys = new AccessKeys(context);
    this.#roles = new Roles(context);
    this.#policies = new Policies(context);
    this.#authorizer = new Authorizer(context, this.#roles, this.#policies);
    this.#sessions = new RoleSessions(context, this.#keys, this.#roles, this.#authorizer);
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

  /** In the order of their creation. */
  listRoles(): Role[] {
    return this.#roles.list();
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

  /** The account's own, in the order of their creation. */
  listPolicies(): Policy[] {
    return this.#policies.list();
  }

  /** Replaces the document or the tags of a managed policy. @throws AwsError MalformedPolicyDocument */
  updatePolicy(policyArn: string, patch: Partial<Pick<PolicyInput, "policyDocument" | "tags">>): Policy {
    this.#authorizer.forget();
    return this.#policies.update(policyArn, patch);
  }

  /** @throws AwsError NoSuchEntity, MalformedPolicyDocument, LimitExceeded at five versions */
  createPolicyVersion(policyArn: string, document: string, setAsDefault: boolean): PolicyVersion {
    this.#authorizer.forget();
    return this.#policies.createVersion(policyArn, document, setAsDefault);
  }

  /** @throws AwsError NoSuchEntity */
  getPolicyVersion(policyArn: string, versionId: string): PolicyVersion {
    return this.#policies.getVersion(policyArn, versionId);
  }

  /** @throws AwsError NoSuchEntity */
  setDefaultPolicyVersion(policyArn: string, versionId: string) {
    this.#policies.setDefaultVersion(policyArn, versionId);
    this.#authorizer.forget();
  }

  /** @throws AwsError NoSuchEntity, DeleteConflict for the default version */
  deletePolicyVersion(policyArn: string, versionId: string) {
    this.#policies.deleteVersion(policyArn, versionId);
  }

  /** @throws AwsError DeleteConflict while a role holds it, or while it has further versions */
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
    return this.#sessions.mayAssume(roleArn, caller);
  }

  /**
   * Temporary credentials of a role, for a function's environment.
   * @param caller when given, has to be trusted by the role
   * @throws AwsError NoSuchEntity when there is no such role, AccessDenied when it does not trust the caller
   */
  assumeRole(roleArn: string, sessionName: string, caller?: ServiceCaller): RoleSession {
    return this.#sessions.assume(roleArn, sessionName, caller);
  }

  /**
   * Temporary credentials of a role for somebody who may assume it.
   * @param principal who asks; the role has to trust it, and its own policies have to allow it where the role trusts
   *   the whole account
   * @throws AwsError AccessDenied, also when there is no such role; ValidationError for more seconds than the role's
   *   sessions may have
   */
  assumeRoleAs(principal: Principal, input: AssumeRoleInput): TemporarySession {
    return this.#sessions.assumeAs(principal, input);
  }

  /** As `aws:userid` has it: `{roleId}:{session name}`, or the root's account. */
  userIdOf(principal: Principal): string {
    return this.#roles.userIdOf(principal);
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

  /** Whether `authorize` would not throw. Far cheaper than a refusal, which is an error with its reasons. */
  allows(request: AccessRequest): boolean {
    return this.#authorizer.allows(request);
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
