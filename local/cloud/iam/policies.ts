// Managed policies: the account's own, and AWS's.
import type { CloudContext } from "../context.ts";
import { awsManagedPolicy } from "./aws-managed/aws-managed.ts";
import { uniqueId } from "./credentials.ts";
import { deleteConflict, entityExists, invalidName, noSuchEntity } from "./errors.ts";
import { parsePolicy } from "./policy/document.ts";
import type { Statement } from "./policy/statement.ts";
import { Undecidable } from "./policy/undecidable.ts";

export interface PolicyInput {
  policyName: string;
  /** Begins and ends with a slash; default `/`. */
  path?: string;
  description?: string;
  /** JSON text. */
  policyDocument: string;
  tags?: Record<string, string>;
}

export interface Policy extends Required<PolicyInput> {
  arn: string;
  policyId: string;
  createDate: Date;
}

/** Names of roles and policies: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
const NAME = /^[\w+=,.@-]+$/;
const MAX_POLICY_NAME = 128;

export class Policies {
  readonly #context: CloudContext;
  readonly #policies = new Map<string, Policy>();

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /** @throws AwsError EntityAlreadyExists, MalformedPolicyDocument, ValidationError */
  create({ policyName, path = "/", description = "", policyDocument, tags = {} }: PolicyInput): Policy {
    checkName("policyName", policyName, MAX_POLICY_NAME);
    parsePolicy(policyDocument, "identity");
    const { accountId, clock, partition, random } = this.#context;
    const arn = `arn:${partition}:iam::${accountId}:policy${path}${policyName}`;
    if (this.#policies.has(arn))
      throw entityExists(`A policy called ${policyName} already exists. Duplicate names are not allowed.`);
    const policy = {
      ...{ policyName, path, description, policyDocument, tags, arn },
      policyId: uniqueId(random, "ANPA"),
      createDate: new Date(clock.now()),
    };
    this.#policies.set(arn, policy);
    return policy;
  }

  /** Replaces the document (on AWS: a new version that becomes the default) or the tags. */
  update(arn: string, patch: Partial<Pick<PolicyInput, "policyDocument" | "tags">>): Policy {
    if (patch.policyDocument !== undefined) parsePolicy(patch.policyDocument, "identity");
    return Object.assign(this.get(arn), given(patch));
  }

  /** @throws AwsError NoSuchEntity */
  get(arn: string): Policy {
    const policy = this.#policies.get(arn);
    if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
    return policy;
  }

  /** @throws AwsError DeleteConflict while a role holds it */
  delete(arn: string, isAttached: boolean) {
    this.get(arn);
    if (isAttached) throw deleteConflict("Cannot delete a policy attached to entities.");
    this.#policies.delete(arn);
  }

  /** The document behind an ARN; undefined for those of AWS's own that are not known here. */
  documentOf(arn: string): string | undefined {
    return this.#isAwsManaged(arn) ? awsManagedPolicy(arn) : this.get(arn).policyDocument;
  }

  /** What stands in a policy; nobody knows what one of AWS's own allows when its text is not known here. */
  statementsOf(arn: string): Statement[] {
    const document = this.documentOf(arn);
    return document === undefined ? [unknownPolicy(arn)] : parsePolicy(document, "identity");
  }

  /** AWS's own policies always are. @throws AwsError NoSuchEntity */
  checkAttachable(arn: string) {
    if (this.#isAwsManaged(arn) || this.#policies.has(arn)) return;
    throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  }

  #isAwsManaged(arn: string) {
    return arn.startsWith(`arn:${this.#context.partition}:iam::aws:policy/`);
  }
}

/** What a patch really changes: a field that is undefined stays as it was. */
export function given<T extends object>(patch: T): Partial<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** @throws AwsError ValidationError naming the field */
export function checkName(field: string, name: string, maxLength: number) {
  if (NAME.test(name) && name.length <= maxLength) return;
  throw invalidName(
    `1 validation error detected: Value '${name}' at '${field}' failed to satisfy constraint: Member must have 1 to ${maxLength} characters of ${NAME.source.slice(1, -1)}`,
  );
}

/** AWS's policies allow and do not deny, but for the few whose name says so. */
function unknownPolicy(arn: string): Statement {
  return {
    effect: "Allow",
    coversAction: () => true,
    coversResource() {
      throw new Undecidable(`the policy ${arn}, whose text is not known here`);
    },
    conditions: [],
  };
}
