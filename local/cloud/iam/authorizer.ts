// Decides whether a role's session may do something, by the policies of the role and of the resource.
import type { CloudContext } from "../context.ts";
import { type ConditionContext, type Facts, keyLookup } from "./condition-keys.ts";
import type { Principal } from "./credentials.ts";
import { type Decision, decide } from "./decision.ts";
import { parsePolicy } from "./policy/document.ts";
import type { Caller } from "./policy/principal.ts";
import { PolicySet } from "./policy-set.ts";
import type { Policies } from "./policies.ts";
import { refusal, undecided } from "./refusals.ts";
import type { Role, Roles } from "./roles.ts";

export interface AccessRequest {
  principal: Principal;
  /** Such as `dynamodb:Query`. */
  action: string;
  /** ARN. */
  resource: string;
  /** Condition keys that only the called service knows; as a function it is called when a condition asks. */
  context?: ConditionContext | (() => ConditionContext);
  /** JSON text: the resource's own policy, where it has one. */
  resourcePolicy?: string;
  /** JSON text: of the role that is to be assumed, without which nobody is let in. */
  trustPolicy?: string;
}

/** What a role may do, and what conditions may ask about it; or the account's root, which has no role. */
interface Grants {
  role?: Role;
  identity: PolicySet;
  boundary?: PolicySet;
  caller: Caller;
}

/** More resource policies than a program has; beyond, all are read again. */
const RESOURCE_POLICIES_KEPT = 256;

export class Authorizer {
  readonly #context: CloudContext;
  readonly #roles: Roles;
  readonly #policies: Policies;
  readonly #grants = new Map<string, Grants>();
  readonly #resourcePolicies = new Map<string, PolicySet>();

  constructor(context: CloudContext, roles: Roles, policies: Policies) {
    this.#context = context;
    this.#roles = roles;
    this.#policies = policies;
  }

  /** To be called after every change of a role or a policy. */
  forget() {
    this.#grants.clear();
  }

  /** @throws AwsError AccessDeniedException, or NotImplemented for what cannot be decided */
  authorize(request: AccessRequest) {
    const { principal, action, resource } = request;
    const decision = this.#decide(request);
    if (decision.kind === "denied") throw refusal({ principal, action, resource }, decision);
    if (decision.kind === "undecided") throw undecided({ action, resource }, decision.because);
  }

  /** Whether `authorize` would not throw, for who needs no reasons. */
  allows(request: AccessRequest): boolean {
    return this.#decide(request).kind === "allowed";
  }

  #decide({
    principal,
    action,
    resource,
    context = {},
    resourcePolicy,
    trustPolicy,
  }: AccessRequest): Decision {
    const { arn, roleArn } = principal;
    // The account's root may do everything but what a resource denies it.
    const isUnhindered = resourcePolicy === undefined && trustPolicy === undefined;
    if (roleArn === undefined && isUnhindered) return { kind: "allowed" };
    const grants = roleArn === undefined ? this.#root() : this.#grantsOf(roleArn);
    const caller = { ...grants.caller, ...(roleArn !== undefined && { session: arn }) };
    const keys = keyLookup(this.#facts(caller, principal, grants.role), () => ({
      ...principal.context,
      ...(typeof context === "function" ? context() : context),
    }));
    const request = { action, resource, caller, keys };
    return decide({
      identity: grants.identity.evaluate(request),
      boundary: grants.boundary?.evaluate(request),
      resource: this.#read(resourcePolicy, "resource")?.evaluate(request),
      trust: this.#read(trustPolicy, "trust")?.evaluate(request),
    });
  }

  #facts(caller: Caller, principal: Principal, role: Role | undefined): Facts {
    const { accountId, clock, region } = this.#context;
    const userId = this.#roles.userIdOf(principal);
    return { now: clock.now(), region, accountId, caller, tags: role?.tags, userId };
  }

  #root(): Grants {
    const { accountId } = this.#context;
    const everything = { Effect: "Allow", Action: "*", Resource: "*" };
    const identity = new PolicySet(parsePolicy(JSON.stringify({ Statement: everything }), "identity"));
    return { identity, caller: { accountId } };
  }

  #grantsOf(roleArn: string): Grants {
    const known = this.#grants.get(roleArn);
    if (known) return known;
    const role = this.#roles.getByArn(roleArn);
    const { inline, attached } = this.#roles.policiesOf(role.roleName);
    const { permissionsBoundary: boundary } = role;
    const grants: Grants = {
      role,
      identity: new PolicySet([
        ...[...inline.values()].flatMap((document) => parsePolicy(document, "identity")),
        ...[...attached].flatMap((arn) => this.#policies.statementsOf(arn)),
      ]),
      ...(boundary !== undefined && { boundary: new PolicySet(this.#policies.statementsOf(boundary)) }),
      caller: { role: roleArn, accountId: this.#context.accountId, bounded: boundary !== undefined },
    };
    this.#grants.set(roleArn, grants);
    return grants;
  }

  #read(document: string | undefined, kind: "resource" | "trust"): PolicySet | undefined {
    if (document === undefined) return undefined;
    // No text is a policy of both kinds: those of resources name resources.
    const known = this.#resourcePolicies.get(document);
    if (known) return known;
    if (this.#resourcePolicies.size >= RESOURCE_POLICIES_KEPT) this.#resourcePolicies.clear();
    const policy = new PolicySet(parsePolicy(document, kind));
    this.#resourcePolicies.set(document, policy);
    return policy;
  }
}
