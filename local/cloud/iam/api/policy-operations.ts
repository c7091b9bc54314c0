// Managed policies and their versions: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html
import { validationError } from "../../query/errors.ts";
import type { Policy } from "../iam.ts";
import {
  describeListedPolicy,
  describeListedVersion,
  describePolicy,
  describeTags,
  encodeDocument,
} from "./descriptions.ts";
import type { IamRequest } from "./iam-request.ts";
import { pageOf } from "./pages.ts";

export const policyOperations = {
  CreatePolicy(call: IamRequest) {
    const policyName = call.required("PolicyName");
    const path = call.optional("Path");
    const tags = call.tags();
    call.allowed(call.arn(`policy${path ?? "/"}${policyName}`), { "aws:TagKeys": Object.keys(tags) });
    const policy = call.iam.createPolicy({
      ...{ policyName, path, tags },
      description: call.optional("Description"),
      policyDocument: call.required("PolicyDocument"),
    });
    return { Policy: describePolicy(policy, 0) };
  },

  GetPolicy(call: IamRequest) {
    const policy = policyOf(call);
    return { Policy: describePolicy(policy, attachments(call, policy)) };
  },

  /** The account's own: of AWS's there are more than are known here. */
  ListPolicies(call: IamRequest) {
    call.allowed(call.arn("policy/"));
    const scope = call.optional("Scope") ?? "All";
    if (!["All", "Local"].includes(scope)) {
      throw validationError(
        `Value '${scope}' at 'scope': the local cloud lists the account's own policies; use Local`,
      );
    }
    const prefix = call.optional("PathPrefix") ?? "/";
    const onlyAttached = call.optional("OnlyAttached") === "true";
    const policies = call.iam
      .listPolicies()
      .filter((policy) => policy.path.startsWith(prefix) && (!onlyAttached || attachments(call, policy) > 0));
    return pageOf(
      call,
      "Policies",
      policies.map((policy) => describeListedPolicy(policy, attachments(call, policy))),
    );
  },

  DeletePolicy(call: IamRequest) {
    call.iam.deletePolicy(call.policyArn());
  },

  CreatePolicyVersion(call: IamRequest) {
    const arn = call.policyArn();
    const setAsDefault = call.optional("SetAsDefault") === "true";
    const version = call.iam.createPolicyVersion(arn, call.required("PolicyDocument"), setAsDefault);
    return { PolicyVersion: describeListedVersion(call.iam.getPolicy(arn), version) };
  },

  GetPolicyVersion(call: IamRequest) {
    const policy = policyOf(call);
    const version = call.iam.getPolicyVersion(policy.arn, call.required("VersionId"));
    return {
      PolicyVersion: {
        ...describeListedVersion(policy, version),
        Document: encodeDocument(version.document),
      },
    };
  },

  ListPolicyVersions(call: IamRequest) {
    const policy = policyOf(call);
    const versions = policy.versions.map((version) => describeListedVersion(policy, version));
    return pageOf(call, "Versions", versions);
  },

  SetDefaultPolicyVersion(call: IamRequest) {
    call.iam.setDefaultPolicyVersion(call.policyArn(), call.required("VersionId"));
  },

  DeletePolicyVersion(call: IamRequest) {
    call.iam.deletePolicyVersion(call.policyArn(), call.required("VersionId"));
  },

  TagPolicy(call: IamRequest) {
    const { arn, tags } = policyOf(call);
    call.iam.updatePolicy(arn, { tags: { ...tags, ...call.tags() } });
  },

  UntagPolicy(call: IamRequest) {
    const { arn, tags } = policyOf(call);
    const gone = call.list("TagKeys");
    const kept = Object.entries(tags).filter(([key]) => !gone.includes(key));
    call.iam.updatePolicy(arn, { tags: Object.fromEntries(kept) });
  },

  ListPolicyTags(call: IamRequest) {
    return pageOf(call, "Tags", describeTags(policyOf(call).tags));
  },
};

const policyOf = (call: IamRequest) => call.iam.getPolicy(call.policyArn());

/** Roles that hold the policy. */
const attachments = ({ iam }: IamRequest, { arn }: Policy) =>
  iam.listRoles().filter(({ roleName }) => iam.rolePolicies(roleName).some(({ name }) => name === arn))
    .length;
