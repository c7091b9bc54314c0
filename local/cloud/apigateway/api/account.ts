// Of the API for REST APIs that part on which WebSocket APIs depend.
// https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html
import * as v from "valibot";
import { badRequest } from "../errors.ts";
import type { Operation } from "./api-call.ts";
import { membersOf, text } from "./members.ts";

const ROLE = "/cloudwatchRoleArn";

const patch = v.object({
  patchOperations: v.optional(v.array(v.object({ op: v.string(), path: v.string(), value: text })), []),
});

export const getAccount: Operation = ({ gateway }) => gateway.account.settings;

export const updateAccount: Operation = (call) => {
  const { account } = call.gateway;
  for (const { op, path, value } of membersOf(call, patch).patchOperations) {
    if (op !== "replace" || path !== ROLE) {
      throw badRequest(`Invalid patch path '${path}' specified for op '${op}'. Must be one of: [${ROLE}]`);
    }
    account.updateCloudwatchRole(value);
  }
  return account.settings;
};
