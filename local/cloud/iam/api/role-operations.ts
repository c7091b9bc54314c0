// Roles themselves: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
import { describeListedRole, describeRole, describeTags } from "./descriptions.ts";
import type { IamRequest } from "./iam-request.ts";
import { pageOf } from "./pages.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const SESSION_SECONDS = { min: 3600, max: 43_200 };

export const roleOperations = {
  CreateRole(call: IamRequest) {
    const { roleName, path, permissionsBoundary } = {
      roleName: call.required("RoleName"),
      path: call.optional("Path"),
      permissionsBoundary: call.optional("PermissionsBoundary"),
    };
    const tags = call.tags();
    call.allowed(call.arn(`role${path ?? "/"}${roleName}`), {
      "iam:PermissionsBoundary": permissionsBoundary,
      "aws:TagKeys": Object.keys(tags),
    });
    const role = call.iam.createRole({
      ...{ roleName, path, permissionsBoundary, tags },
      assumeRolePolicyDocument: call.required("AssumeRolePolicyDocument"),
      description: call.optional("Description"),
      maxSessionDuration: sessionSeconds(call),
    });
    return { Role: describeRole(role) };
  },

  GetRole(call: IamRequest) {
    return { Role: describeRole(call.role()) };
  },

  ListRoles(call: IamRequest) {
    call.allowed(call.arn("role/"));
    const prefix = call.optional("PathPrefix") ?? "/";
    const roles = call.iam.listRoles().filter(({ path }) => path.startsWith(prefix));
    return pageOf(call, "Roles", roles.map(describeListedRole));
  },

  UpdateRole(call: IamRequest) {
    call.iam.updateRole(call.role().roleName, {
      description: call.optional("Description"),
      maxSessionDuration: sessionSeconds(call),
    });
    return {};
  },

  UpdateAssumeRolePolicy(call: IamRequest) {
    call.iam.updateRole(call.role().roleName, {
      assumeRolePolicyDocument: call.required("PolicyDocument"),
    });
  },

  PutRolePermissionsBoundary(call: IamRequest) {
    const permissionsBoundary = call.required("PermissionsBoundary");
    const { roleName } = call.role({ "iam:PermissionsBoundary": permissionsBoundary });
    call.iam.putRolePermissionsBoundary(roleName, permissionsBoundary);
  },

  DeleteRolePermissionsBoundary(call: IamRequest) {
    call.iam.putRolePermissionsBoundary(call.role().roleName, undefined);
  },

  DeleteRole(call: IamRequest) {
    call.iam.deleteRole(call.role().roleName);
  },

  ListRoleTags(call: IamRequest) {
    return pageOf(call, "Tags", describeTags(call.role().tags));
  },

  TagRole(call: IamRequest) {
    const added = call.tags();
    const { roleName, tags } = call.role({ "aws:TagKeys": Object.keys(added) });
    call.iam.updateRole(roleName, { tags: { ...tags, ...added } });
  },

  UntagRole(call: IamRequest) {
    const gone = call.list("TagKeys");
    const { roleName, tags } = call.role({ "aws:TagKeys": gone });
    const kept = Object.entries(tags).filter(([key]) => !gone.includes(key));
    call.iam.updateRole(roleName, { tags: Object.fromEntries(kept) });
  },
};

const sessionSeconds = (call: IamRequest) =>
  call.integer("MaxSessionDuration", SESSION_SECONDS.min, SESSION_SECONDS.max);
