// aws.iam.Role: who a function is.
import * as v from "valibot";
import type { Iam, Role } from "../../cloud/iam/iam.ts";
import { policyDocument } from "../policy-document.ts";
import { resourceType } from "../resource-type.ts";
import { arn, integer, tags, text } from "../schema.ts";
import { iamName, iamPath } from "./iam-schema.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const ROLE_NAME_MAX = 64;

export const role = resourceType({
  token: "aws:iam/role:Role",
  applied: {
    name: v.optional(iamName(ROLE_NAME_MAX)),
    namePrefix: v.optional(iamName(ROLE_NAME_MAX)),
    path: iamPath,
    assumeRolePolicy: policyDocument("trust"),
    forceDetachPolicies: v.optional(v.boolean(), false),
    permissionsBoundary: v.optional(arn("iam")),
  },
  recorded: {
    description: v.optional(text(1000)),
    maxSessionDuration: v.optional(integer(3600, 43_200, "seconds"), 3600),
    tags,
  },
  refused: {
    inlinePolicies: "use aws.iam.RolePolicy, as @pulumi/aws advises",
    managedPolicyArns: "use aws.iam.RolePolicyAttachment, as @pulumi/aws advises",
  },
  name: { property: "name", prefixProperty: "namePrefix" },
  forcesNew: ["name", "namePrefix", "path"],
  computed: { stable: ["arn", "createDate", "uniqueId"], changing: [] },
  create({ iam }, inputs) {
    const {
      name = "",
      path,
      assumeRolePolicy,
      description,
      maxSessionDuration,
      permissionsBoundary,
      tags,
    } = inputs;
    const made = iam.createRole({
      ...{ roleName: name, path, description, maxSessionDuration, permissionsBoundary, tags },
      assumeRolePolicyDocument: assumeRolePolicy,
    });
    return { id: name, computed: computed(made) };
  },
  read({ iam }, { id }) {
    const role = iam.getRole(id);
    const { roleName: name, assumeRolePolicyDocument: assumeRolePolicy, path } = role;
    const { description, maxSessionDuration, permissionsBoundary, tags } = role;
    return {
      inputs: { name, assumeRolePolicy, path, description, maxSessionDuration, permissionsBoundary, tags },
      computed: computed(role),
    };
  },
  update({ iam }, { id }, inputs) {
    const { assumeRolePolicy, description = "", maxSessionDuration, permissionsBoundary, tags = {} } = inputs;
    iam.putRolePermissionsBoundary(id, permissionsBoundary);
    iam.updateRole(id, { assumeRolePolicyDocument: assumeRolePolicy, description, maxSessionDuration, tags });
    return {};
  },
  delete({ iam }, { id, inputs }) {
    if (inputs.forceDetachPolicies) removePolicies(iam, id);
    iam.deleteRole(id);
  },
});

const computed = ({ arn, createDate, roleId }: Role) => ({
  arn,
  createDate: createDate.toISOString(),
  uniqueId: roleId,
});

function removePolicies(iam: Iam, roleName: string) {
  for (const { name } of iam.rolePolicies(roleName)) {
    if (name.startsWith("arn:")) iam.detachRolePolicy(roleName, name);
    else iam.deleteRolePolicy(roleName, name);
  }
}
