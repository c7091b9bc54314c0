// aws.getCallerIdentity, getPartition and getRegion.
import type { CloudContext } from "../../cloud/context.ts";

/** Who makes the resources: the account's root, whose user id is the account's. */
export const getCallerIdentity = ({ accountId, partition }: CloudContext) => ({
  id: accountId,
  accountId,
  arn: `arn:${partition}:iam::${accountId}:root`,
  userId: accountId,
});

export const getPartition = ({ partition }: CloudContext) => ({
  id: partition,
  partition,
  dnsSuffix: "amazonaws.com",
  reverseDnsPrefix: "com.amazonaws",
});

export const getRegion = ({ region }: CloudContext) => ({
  id: region,
  region,
  name: region,
  description: region,
  endpoint: `ec2.${region}.amazonaws.com`,
});
