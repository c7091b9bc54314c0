// AWS Identity and Access Management: roles, policies, access keys, and who sent a request.
import type { CloudContext } from "../context.ts";
import { authenticate } from "./authentication.ts";
import type { SignedRequest } from "./authorization.ts";
import { AccessKeys, type Credentials, type Principal } from "./credentials.ts";
import { noSuchEntity } from "./errors.ts";
import { Policies, type Policy, type PolicyInput } from "./policies.ts";
import { type Role, type RoleInput, type RolePatch, Roles } from "./roles.ts";

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

export class Iam {
  /** Keys of the account's root, which may do everything. */
  readonly rootCredentials: Credentials;
  readonly #context: CloudContext;
  readonly #keys: AccessKeys;
  readonly #roles: Roles;
  readonly #policies: Policies;

  constructor(context: CloudContext) {
    this.#context = context;
    this.#keys = new AccessKeys(context);
    this.#roles = new Roles(context);
    this.#policies = new Policies(context);
    const arn = `arn:${context.partition}:iam::${context.accountId}:root`;
    this.rootCredentials = this.#keys.createRoot({ arn, kind: "root" });
  }

  /** @throws AwsError EntityAlreadyExists, MalformedPolicyDocument, ValidationError */
  createRole(input: RoleInput): Role {
    return this.#roles.create(input);
  }

  /** @throws AwsError NoSuchEntity */
  getRole(roleName: string): Role {
    return this.#roles.get(roleName);
  }

  /** Changes what `patch` names and leaves the rest. */
  updateRole(roleName: string, patch: RolePatch): Role {
    return this.#roles.update(roleName, patch);
  }

  /** Ends the role's sessions as well. @throws AwsError DeleteConflict while it has policies */
  deleteRole(roleName: string) {
    this.#keys.deleteSessions(this.#roles.delete(roleName).arn);
  }

  /** Writes an inline policy into a role, over one of the same name. */
  putRolePolicy(roleName: string, policyName: string, document: string) {
    this.#roles.putPolicy(roleName, policyName, document);
  }

  deleteRolePolicy(roleName: string, policyName: string) {
    this.#roles.deletePolicy(roleName, policyName);
  }

  createPolicy(input: PolicyInput): Policy {
    return this.#policies.create(input);
  }

  /** @throws AwsError NoSuchEntity */
  getPolicy(policyArn: string): Policy {
    return this.#policies.get(policyArn);
  }

  /** Replaces the document or the tags of a managed policy. */
  updatePolicy(policyArn: string, patch: Partial<Pick<PolicyInput, "policyDocument" | "tags">>): Policy {
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
  }

  detachRolePolicy(roleName: string, policyArn: string) {
    this.#roles.detach(roleName, policyArn);
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
   * Temporary credentials of a role, for a function's environment.
   * @throws AwsError NoSuchEntity when there is no such role
   */
  assumeRole(roleArn: string, sessionName: string): Credentials {
    const role = this.#roles.findByArn(roleArn);
    if (!role) throw noSuchEntity(`The role ${roleArn} cannot be found.`);
    const { accountId, partition } = this.#context;
    const arn = `arn:${partition}:sts::${accountId}:assumed-role/${role.roleName}/${sessionName}`;
    return this.#keys.createSession({ arn, kind: "assumed-role", roleArn });
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
