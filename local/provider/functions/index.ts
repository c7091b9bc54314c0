// Every provider function the local cloud answers, by its token.
import type { CloudContext } from "../../cloud/context.ts";
import type { Props } from "../../engine/values.ts";
import { getCallerIdentity, getPartition, getRegion } from "./account.ts";
import { getPolicyDocument } from "./policy-document.ts";

type ProviderFunction = (context: CloudContext, args: Props) => Props;

export const functions = new Map<string, ProviderFunction>([
  ["aws:index/getCallerIdentity:getCallerIdentity", getCallerIdentity],
  ["aws:index/getPartition:getPartition", getPartition],
  ["aws:index/getRegion:getRegion", getRegion],
  ["aws:iam/getPolicyDocument:getPolicyDocument", (_context, args) => getPolicyDocument(args)],
]);
