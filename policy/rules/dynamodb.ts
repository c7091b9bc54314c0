// Rules for tables.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";

export const tableExpiresItems: ResourceValidationPolicy = {
  name: "dynamodb-table-expires-items",
  description:
    "A table of connections has a TTL: $disconnect is best effort, so rows of connections that are gone would stay for ever.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html",
  remediationSteps: "Set ttl to the attribute that holds the time of expiry, in epoch seconds.",
  validateResource: ofType<{ ttl: { enabled?: boolean; attributeName?: string } }>(
    "aws:dynamodb/table:Table",
    ({ ttl }, report, { name }) => {
      if (!ttl?.enabled || !ttl.attributeName) report(`the table ${name} keeps its items for ever`);
    },
  ),
};
