// Managed policies: the account's own, and AWS's.
import type { CloudContext } from "../context.ts";
import { awsManagedPolicy } from "./aws-managed/aws-managed.ts";
import { uniqueId } from "./credentials.ts";
import { deleteConflict, entityExists, invalidName, limitExceeded, noSuchEntity } from "./errors.ts";
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

export interface PolicyVersion {
  /** `v1` and on. */
  versionId: string;
  /** JSON text. */
  document: string;
  createDate: Date;
}

export interface Policy extends Required<PolicyInput> {
  /** Of the default version, the one in force. JSON text. */
  policyDocument: string;
  arn: string;
  policyId: string;
  createDate: Date;
  /** Of the latest version. */
  updateDate: Date;
  /** The newest first; the first is the latest. */
  versions: readonly PolicyVersion[];
  defaultVersionId: string;
}

/** Names of roles and policies: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
const NAME = /^[\w+=,.@-]+$/;
const MAX_POLICY_NAME = 128;
/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
const MAX_VERSIONS = 5;

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
    const createDate = new Date(clock.now());
    const version = { versionId: "v1", document: policyDocument, createDate };
    const policy = {
      ...{ policyName, path, description, policyDocument, tags, arn, createDate },
      policyId: uniqueId(random, "ANPA"),
      ...{ updateDate: createDate, versions: [version], defaultVersionId: version.versionId },
    };
    this.#policies.set(arn, policy);
    return policy;
  }

  /** In the order of their creation. */
  list(): Policy[] {
    return [...this.#policies.values()];
  }

  /** Replaces the document, by a new version in place of the oldest when there are too many, or the tags. */
  update(
    arn: string,
    { policyDocument, tags }: Partial<Pick<PolicyInput, "policyDocument" | "tags">>,
  ): Policy {
    const policy = this.get(arn);
    if (policyDocument !== undefined && policyDocument !== policy.policyDocument) {
      parsePolicy(policyDocument, "identity");
      const oldest = policy.versions.findLast(({ versionId }) => versionId !== policy.defaultVersionId);
      if (oldest && policy.versions.length === MAX_VERSIONS) this.deleteVersion(arn, oldest.versionId);
      this.createVersion(arn, policyDocument, true);
    }
    return Object.assign(policy, given({ tags }));
  }

  /** @throws AwsError MalformedPolicyDocument, LimitExceeded, NoSuchEntity */
  createVersion(arn: string, document: string, setAsDefault: boolean): PolicyVersion {
    const policy = this.get(arn);
    parsePolicy(document, "identity");
    if (policy.versions.length >= MAX_VERSIONS) {
      throw limitExceeded(
        `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const latest = Number(policy.versions[0]?.versionId.slice(1));
    const createDate = new Date(this.#context.clock.now());
    const version = { versionId: `v${latest + 1}`, document, createDate };
    Object.assign(policy, { versions: [version, ...policy.versions], updateDate: createDate });
    if (setAsDefault) this.setDefaultVersion(arn, version.versionId);
    return version;
  }

  /** @throws AwsError NoSuchEntity */
  getVersion(arn: string, versionId: string): PolicyVersion {
    const version = this.get(arn).versions.find((each) => each.versionId === versionId);
    if (version) return version;
    throw noSuchEntity(`Policy ${arn} version ${versionId} does not exist or is not attachable.`);
  }

  setDefaultVersion(arn: string, versionId: string) {
    const { document: policyDocument } = this.getVersion(arn, versionId);
    Object.assign(this.get(arn), { defaultVersionId: versionId, policyDocument });
  }

  /** @throws AwsError DeleteConflict for the default version, NoSuchEntity */
  deleteVersion(arn: string, versionId: string) {
    const policy = this.get(arn);
    const version = this.getVersion(arn, versionId);
    if (versionId === policy.defaultVersionId) {
      throw deleteConflict("Cannot delete the default version of a policy.");
    }
    policy.versions = policy.versions.filter((each) => each !== version);
  }

  /** @throws AwsError NoSuchEntity */
  get(arn: string): Policy {
    const policy = this.#policies.get(arn);
    if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
    return policy;
  }

  /** @throws AwsError DeleteConflict while a role holds it */
  delete(arn: string, isAttached: boolean) {
    const { versions } = this.get(arn);
    if (isAttached) throw deleteConflict("Cannot delete a policy attached to entities.");
    if (versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions.",
      );
    }
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
