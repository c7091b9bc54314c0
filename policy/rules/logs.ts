// Rules for logs.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { LOG_GROUP } from "./types.ts";

/** Days, for a remediation: long enough to look into last week's incident, short enough to cost nothing. */
const DEFAULT_RETENTION = 30;

export const logGroupForgets: ResourceValidationPolicy = {
  name: "logs-group-forgets",
  description: "A log group says how long it keeps what it holds; the default is for ever.",
  enforcementLevel: "mandatory",
  severity: "low",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  remediationSteps: "Set retentionInDays; at the level remediate it is set.",
  configSchema: {
    properties: {
      retentionInDays: {
        type: "integer",
        default: DEFAULT_RETENTION,
        description: "What the level remediate sets",
      },
    },
  },
  validateResource: ofType<{ retentionInDays: number }>(
    LOG_GROUP,
    ({ retentionInDays }, report, { name }) => {
      if (!retentionInDays) report(`the log group ${name} keeps its events for ever`);
    },
  ),
  remediateResource({ type, props, getConfig }) {
    if (type !== LOG_GROUP || props.retentionInDays) return undefined;
    const { retentionInDays = DEFAULT_RETENTION } = getConfig<{ retentionInDays?: number }>();
    return { ...props, retentionInDays };
  },
};
