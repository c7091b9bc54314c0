import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./dynamodb.ts";
import { TABLE } from "./types.ts";

const table = (props: Record<string, unknown> = {}) => [resource(TABLE, props)];

/** A table that is let off by its name. */
function exemption() {
  const resources = table();
  return { config: { exempt: resources.map(({ name }) => name) }, resources, violates: false };
}

describeRule(rules.tableExpiresItems, {
  compliant: { "a TTL": table({ ttl: { enabled: true, attributeName: "exp" } }) },
  violating: {
    "a TTL that is switched off": table({ ttl: { enabled: false, attributeName: "exp" } }),
    "a TTL without an attribute": table({ ttl: { enabled: true } }),
    "no TTL": table(),
  },
  unknown: { "a TTL that is not known": table({ ttl: UNKNOWN }) },
  configured: { "an exemption": exemption() },
});

describeRule(rules.tableRecovers, {
  compliant: { recovery: table({ pointInTimeRecovery: { enabled: true } }) },
  violating: { "recovery switched off": table({ pointInTimeRecovery: { enabled: false } }), none: table() },
  unknown: { "a switch that is not known": table({ pointInTimeRecovery: { enabled: UNKNOWN } }) },
  configured: { "an exemption": exemption() },
});

describeRule(rules.tableIsProtected, {
  compliant: { protection: table({ deletionProtectionEnabled: true }) },
  violating: { "protection switched off": table({ deletionProtectionEnabled: false }), none: table() },
  unknown: { "a switch that is not known": table({ deletionProtectionEnabled: UNKNOWN }) },
  configured: { "an exemption": exemption() },
});

describeRule(rules.tableIsOnDemand, {
  compliant: { "a table on demand": table({ billingMode: "PAY_PER_REQUEST" }) },
  violating: { "provisioned capacity": table({ billingMode: "PROVISIONED" }), "the default": table() },
  unknown: { "a mode that is not known": table({ billingMode: UNKNOWN }) },
  configured: { "an exemption": exemption() },
});
