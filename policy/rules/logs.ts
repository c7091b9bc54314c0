// Rules for logs.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";

export const logGroupForgets: ResourceValidationPolicy = {
  name: "logs-group-forgets",
  description: "A log group says how long it keeps what it holds; the default is for ever.",
  enforcementLevel: "mandatory",
  severity: "low",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  remediationSteps: "Set retentionInDays.",
  validateResource: ofType<{ retentionInDays: number }>(
    "aws:cloudwatch/logGroup:LogGroup",
    ({ retentionInDays }, report, { name }) => {
      if (!retentionInDays) report(`the log group ${name} keeps its events for ever`);
    },
  ),
};
