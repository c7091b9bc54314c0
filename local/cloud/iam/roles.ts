// Roles, the policies written into them and the managed ones attached to them.
import type { CloudContext } from "../context.ts";
import { type Principal, uniqueId } from "./credentials.ts";
import { deleteConflict, entityExists, noSuchEntity } from "./errors.ts";
import { parsePolicy } from "./policy/document.ts";
import { checkName, given } from "./policies.ts";

export interface RoleInput {
  roleName: string;
  /** Begins and ends with a slash; default `/`. */
  path?: string;
  /** JSON text: who may assume the role. */
  assumeRolePolicyDocument: string;
  description?: string;
  /** Seconds; default 3600. */
  maxSessionDuration?: number;
  tags?: Record<string, string>;
  /** ARN of the managed policy that says what the role's policies may allow at most. */
  permissionsBoundary?: string;
}

export interface Role extends Required<Omit<RoleInput, "permissionsBoundary">> {
  permissionsBoundary?: string;
  arn: string;
  roleId: string;
  createDate: Date;
}

export type RolePatch = Partial<Omit<RoleInput, "roleName" | "path" | "permissionsBoundary">>;

interface Entry {
  role: Role;
  /** Inline policies: name -> document. */
  inline: Map<string, string>;
  /** ARNs of managed policies. */
  attached: Set<string>;
}

const MAX_ROLE_NAME = 64;
const MAX_POLICY_NAME = 128;
const DEFAULT_SESSION_SECONDS = 3600;

export class Roles {
  readonly #context: CloudContext;
  readonly #entries = new Map<string, Entry>();

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /** @throws AwsError EntityAlreadyExists, MalformedPolicyDocument, ValidationError */
  create(input: RoleInput): Role {
    const { roleName, path = "/", assumeRolePolicyDocument } = input;
    checkName("roleName", roleName, MAX_ROLE_NAME);
    parsePolicy(assumeRolePolicyDocument, "trust");
    if (this.#entries.has(roleName)) throw entityExists(`Role with name ${roleName} already exists.`);
    const { accountId, clock, partition, random } = this.#context;
    const role: Role = {
      ...{ roleName, path, assumeRolePolicyDocument },
      description: input.description ?? "",
      maxSessionDuration: input.maxSessionDuration ?? DEFAULT_SESSION_SECONDS,
      tags: input.tags ?? {},
      permissionsBoundary: input.permissionsBoundary,
      arn: `arn:${partition}:iam::${accountId}:role${path}${roleName}`,
      roleId: uniqueId(random, "AROA"),
      createDate: new Date(clock.now()),
    };
    this.#entries.set(roleName, { role, inline: new Map(), attached: new Set() });
    return role;
  }

  update(roleName: string, patch: RolePatch): Role {
    if (patch.assumeRolePolicyDocument !== undefined) parsePolicy(patch.assumeRolePolicyDocument, "trust");
    return Object.assign(this.get(roleName), given(patch));
  }

  /** @throws AwsError DeleteConflict while it has policies */
  delete(roleName: string): Role {
    const { role, inline, attached } = this.#entry(roleName);
    if (attached.size > 0) throw deleteConflict("Cannot delete entity, must detach all policies first.");
    if (inline.size > 0) throw deleteConflict("Cannot delete entity, must delete policies first.");
    this.#entries.delete(roleName);
    return role;
  }

  get(roleName: string): Role {
    return this.#entry(roleName).role;
  }

  /** In the order of their creation. */
  list(): Role[] {
    return [...this.#entries.values()].map(({ role }) => role);
  }

  findByArn(arn: string): Role | undefined {
    for (const { role } of this.#entries.values()) if (role.arn === arn) return role;
    return undefined;
  }

  /** @throws AwsError NoSuchEntity */
  getByArn(arn: string): Role {
    const role = this.findByArn(arn);
    if (!role) throw noSuchEntity(`The role ${arn} cannot be found.`);
    return role;
  }

  /** `{roleId}:{session name}`; the root's is its account. */
  userIdOf({ arn, roleArn }: Principal): string {
    if (roleArn === undefined) return this.#context.accountId;
    return `${this.getByArn(roleArn).roleId}:${arn.slice(arn.lastIndexOf("/") + 1)}`;
  }

  /** Without `policyArn` the role has no boundary any more. */
  putBoundary(roleName: string, policyArn: string | undefined) {
    this.get(roleName).permissionsBoundary = policyArn;
  }

  putPolicy(roleName: string, policyName: string, document: string) {
    checkName("policyName", policyName, MAX_POLICY_NAME);
    parsePolicy(document, "identity");
    this.#entry(roleName).inline.set(policyName, document);
  }

  deletePolicy(roleName: string, policyName: string) {
    if (this.#entry(roleName).inline.delete(policyName)) return;
    throw noSuchEntity(`The role policy with name ${policyName} cannot be found.`);
  }

  attach(roleName: string, policyArn: string) {
    this.#entry(roleName).attached.add(policyArn);
  }

  detach(roleName: string, policyArn: string) {
    if (this.#entry(roleName).attached.delete(policyArn)) return;
    throw noSuchEntity(`Policy ${policyArn} was not found.`);
  }

  /** As a policy of a role, or as its boundary. */
  isAttached(policyArn: string): boolean {
    return [...this.#entries.values()].some(
      ({ attached, role }) => attached.has(policyArn) || role.permissionsBoundary === policyArn,
    );
  }

  /** What is written into the role, and the ARNs of what is attached to it. */
  policiesOf(roleName: string): { inline: ReadonlyMap<string, string>; attached: ReadonlySet<string> } {
    return this.#entry(roleName);
  }

  #entry(roleName: string): Entry {
    const entry = this.#entries.get(roleName);
    if (!entry) throw noSuchEntity(`The role with name ${roleName} cannot be found.`);
    return entry;
  }
}
