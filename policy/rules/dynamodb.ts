// Rules for tables.
import type { PolicyConfigSchema, ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { TABLE } from "./types.ts";

/** Lets single tables off, by the name of the resource. */
const EXEMPT: PolicyConfigSchema = {
  properties: {
    exempt: {
      type: "array",
      items: { type: "string" },
      description: "Pulumi names of the tables that are let off",
    },
  },
};

interface Exemptions {
  exempt?: string[];
}

export const tableExpiresItems: ResourceValidationPolicy = {
  name: "dynamodb-table-expires-items",
  description:
    "A table of connections has a TTL: $disconnect is best effort, so rows of connections that are gone would stay for ever.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html",
  remediationSteps: "Set ttl to the attribute that holds the time of expiry, in epoch seconds.",
  configSchema: EXEMPT,
  validateResource: ofType<{ ttl: { enabled?: boolean; attributeName?: string } }>(
    TABLE,
    ({ ttl }, report, { name, getConfig }) => {
      if (getConfig<Exemptions>().exempt?.includes(name)) return;
      if (!ttl?.enabled || !ttl.attributeName) report(`the table ${name} keeps its items for ever`);
    },
  ),
};

export const tableRecovers: ResourceValidationPolicy = {
  name: "dynamodb-table-recovers",
  description: "A table can be brought back to any second of the last weeks.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-2",
  remediationSteps: "Set pointInTimeRecovery to { enabled: true }.",
  configSchema: EXEMPT,
  validateResource: ofType<{ pointInTimeRecovery: { enabled?: boolean } }>(
    TABLE,
    ({ pointInTimeRecovery }, report, { name, getConfig }) => {
      if (getConfig<Exemptions>().exempt?.includes(name)) return;
      if (!pointInTimeRecovery?.enabled) report(`the table ${name} has no point-in-time recovery`);
    },
  ),
};

export const tableIsProtected: ResourceValidationPolicy = {
  name: "dynamodb-table-protected",
  description: "AWS refuses to delete a table with data, whatever a program or a person says.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-6",
  remediationSteps: "Set deletionProtectionEnabled to true.",
  configSchema: EXEMPT,
  validateResource: ofType<{ deletionProtectionEnabled: boolean }>(
    TABLE,
    ({ deletionProtectionEnabled }, report, { name, getConfig }) => {
      if (getConfig<Exemptions>().exempt?.includes(name)) return;
      if (!deletionProtectionEnabled) report(`the table ${name} may be deleted`);
    },
  ),
};

export const tableIsOnDemand: ResourceValidationPolicy = {
  name: "dynamodb-table-on-demand",
  description:
    "A table scales with what is asked of it. Provisioned capacity, which is the default, throttles the hour when everybody reconnects.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/dynamodb-controls.html#dynamodb-1",
  remediationSteps: "Set billingMode to PAY_PER_REQUEST.",
  configSchema: EXEMPT,
  validateResource: ofType<{ billingMode: string }>(TABLE, ({ billingMode }, report, { name, getConfig }) => {
    if (getConfig<Exemptions>().exempt?.includes(name)) return;
    if (billingMode !== "PAY_PER_REQUEST") report(`the table ${name} has provisioned capacity`);
  }),
};
