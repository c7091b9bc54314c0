// What a role may do: the policies written into it, and the managed ones attached to it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
import { noSuchEntity } from "../errors.ts";
import { encodeDocument } from "./descriptions.ts";
import type { IamRequest } from "./iam-request.ts";
import { pageOf } from "./pages.ts";

export const rolePolicyOperations = {
  PutRolePolicy(call: IamRequest) {
    const { roleName } = call.role();
    call.iam.putRolePolicy(roleName, call.required("PolicyName"), call.required("PolicyDocument"));
  },

  GetRolePolicy(call: IamRequest) {
    const { roleName } = call.role();
    const policyName = call.required("PolicyName");
    const found = call.iam.rolePolicies(roleName).find(({ name }) => name === policyName);
    if (found?.document === undefined) {
      throw noSuchEntity(`The role policy with name ${policyName} cannot be found.`);
    }
    return { RoleName: roleName, PolicyName: policyName, PolicyDocument: encodeDocument(found.document) };
  },

  ListRolePolicies(call: IamRequest) {
    const names = policiesOf(call).filter((name) => !isManaged(name));
    return pageOf(call, "PolicyNames", names);
  },

  DeleteRolePolicy(call: IamRequest) {
    call.iam.deleteRolePolicy(call.role().roleName, call.required("PolicyName"));
  },

  AttachRolePolicy(call: IamRequest) {
    const policyArn = call.required("PolicyArn");
    call.iam.attachRolePolicy(call.role({ "iam:PolicyARN": policyArn }).roleName, policyArn);
  },

  DetachRolePolicy(call: IamRequest) {
    const policyArn = call.required("PolicyArn");
    call.iam.detachRolePolicy(call.role({ "iam:PolicyARN": policyArn }).roleName, policyArn);
  },

  ListAttachedRolePolicies(call: IamRequest) {
    const attached = policiesOf(call)
      .filter(isManaged)
      .map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf("/") + 1), PolicyArn: arn }));
    return pageOf(call, "AttachedPolicies", attached);
  },
};

/** Names of inline policies, ARNs of managed ones. */
const policiesOf = (call: IamRequest) => call.iam.rolePolicies(call.role().roleName).map(({ name }) => name);

/** Names hold no colon. */
const isManaged = (name: string) => name.startsWith("arn:");
