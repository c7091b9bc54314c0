// Roles and policies in the words of IAM's API.
import type { XmlFields } from "../../query/xml.ts";
import type { Policy, PolicyVersion, Role } from "../iam.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html, as lists have it */
export function describeListedRole(role: Role): XmlFields {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: role.createDate,
    AssumeRolePolicyDocument: encodeDocument(role.assumeRolePolicyDocument),
    Description: role.description || undefined,
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** With what lists leave out. */
export function describeRole(role: Role): XmlFields {
  const { permissionsBoundary, tags } = role;
  return {
    ...describeListedRole(role),
    PermissionsBoundary: permissionsBoundary && {
      PermissionsBoundaryType: "Policy",
      PermissionsBoundaryArn: permissionsBoundary,
    },
    Tags: Object.keys(tags).length > 0 ? describeTags(tags) : undefined,
    RoleLastUsed: {},
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html, as lists have it */
export function describeListedPolicy(policy: Policy, attachmentCount: number): XmlFields {
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachmentCount,
    IsAttachable: true,
    CreateDate: policy.createDate,
    UpdateDate: policy.updateDate,
  };
}

/** With what lists leave out. */
export function describePolicy(policy: Policy, attachmentCount: number): XmlFields {
  return {
    ...describeListedPolicy(policy, attachmentCount),
    Description: policy.description || undefined,
    Tags: describeTags(policy.tags),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html, as lists have it */
export function describeListedVersion({ defaultVersionId }: Policy, version: PolicyVersion): XmlFields {
  const { versionId, createDate } = version;
  return { VersionId: versionId, IsDefaultVersion: versionId === defaultVersionId, CreateDate: createDate };
}

export const describeTags = (tags: Record<string, string>): XmlFields[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Documents stand in answers as in a URL: everything but letters, digits and `-._~` is escaped. */
export const encodeDocument = (document: string) =>
  encodeURIComponent(document).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
