// aws.iam.RolePolicy, Policy and RolePolicyAttachment: what a role may do.
import * as v from "valibot";
import { policyDocument } from "../policy-document.ts";
import { resourceType } from "../resource-type.ts";
import { arn, tags, text } from "../schema.ts";
import { iamName, iamPath } from "./iam-schema.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
const POLICY_NAME_MAX = 128;

export const rolePolicy = resourceType({
  token: "aws:iam/rolePolicy:RolePolicy",
  applied: {
    role: v.string(),
    name: v.optional(iamName(POLICY_NAME_MAX)),
    namePrefix: v.optional(iamName(POLICY_NAME_MAX)),
    policy: policyDocument("identity"),
  },
  recorded: {},
  refused: {},
  name: { property: "name", prefixProperty: "namePrefix" },
  forcesNew: ["role", "name", "namePrefix"],
  computed: { stable: [], changing: [] },
  create({ iam }, { role, name = "", policy }) {
    iam.putRolePolicy(role, name, policy);
    return { id: `${role}:${name}`, computed: {} };
  },
  update({ iam }, _existing, { role, name = "", policy }) {
    iam.putRolePolicy(role, name, policy);
    return {};
  },
  read({ iam }, { id }) {
    const [role = "", name = ""] = id.split(":");
    const found = iam.rolePolicies(role).find((each) => each.name === name);
    return found && { inputs: { role, name, policy: found.document } };
  },
  delete({ iam }, { inputs: { role, name = "" } }) {
    iam.deleteRolePolicy(role, name);
  },
});

export const policy = resourceType({
  token: "aws:iam/policy:Policy",
  applied: {
    name: v.optional(iamName(POLICY_NAME_MAX)),
    namePrefix: v.optional(iamName(POLICY_NAME_MAX)),
    path: iamPath,
    policy: policyDocument("identity"),
  },
  recorded: {
    delayAfterPolicyCreationInMs: v.optional(v.number()),
    description: v.optional(text(1000)),
    tags,
  },
  refused: {},
  name: { property: "name", prefixProperty: "namePrefix" },
  forcesNew: ["name", "namePrefix", "path", "description"],
  computed: { stable: ["arn", "policyId"], changing: ["attachmentCount"] },
  create({ iam }, { name = "", path, description, policy, tags }) {
    const made = iam.createPolicy({ policyName: name, path, description, policyDocument: policy, tags });
    return { id: made.arn, computed: { arn: made.arn, policyId: made.policyId, attachmentCount: 0 } };
  },
  read({ iam }, { id }) {
    const {
      arn,
      policyId,
      policyName: name,
      policyDocument: policy,
      path,
      description,
      tags,
    } = iam.getPolicy(id);
    return { inputs: { name, policy, path, description, tags }, computed: { arn, policyId } };
  },
  update({ iam }, { id }, { policy, tags = {} }) {
    iam.updatePolicy(id, { policyDocument: policy, tags });
    return {};
  },
  delete({ iam }, { id }) {
    const { versions, defaultVersionId } = iam.getPolicy(id);
    for (const { versionId } of versions) {
      if (versionId !== defaultVersionId) iam.deletePolicyVersion(id, versionId);
    }
    iam.deletePolicy(id);
  },
});

export const rolePolicyAttachment = resourceType({
  token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  applied: { role: v.string(), policyArn: arn("iam") },
  recorded: {},
  refused: {},
  forcesNew: ["role", "policyArn"],
  computed: { stable: [], changing: [] },
  create({ iam }, { role, policyArn }) {
    iam.attachRolePolicy(role, policyArn);
    return { id: `${role}/${policyArn}`, computed: {} };
  },
  read({ iam }, { id }) {
    const [role = "", ...arn] = id.split("/");
    const policyArn = arn.join("/");
    const isAttached = iam.rolePolicies(role).some(({ name }) => name === policyArn);
    return isAttached ? { inputs: { role, policyArn } } : undefined;
  },
  delete({ iam }, { inputs: { role, policyArn } }) {
    iam.detachRolePolicy(role, policyArn);
  },
});
