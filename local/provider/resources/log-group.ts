// aws.cloudwatch.LogGroup: where a function's output goes.
import * as v from "valibot";
import { resourceType } from "../resource-type.ts";
import { matching, oneOf, only, tags } from "../schema.ts";
import { regional } from "./regional.ts";

/** Days that CloudWatch Logs can keep events; 0 is for ever. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const groupName = matching(/^[\w./#-]{1,512}$/, "a log group's name has 1 to 512 letters, digits and _-./#");

export const logGroup = resourceType({
  token: "aws:cloudwatch/logGroup:LogGroup",
  applied: {
    name: v.optional(groupName),
    namePrefix: v.optional(groupName),
    retentionInDays: v.optional(oneOf(RETENTION_DAYS), 0),
    skipDestroy: v.optional(v.boolean(), false),
  },
  recorded: {
    ...regional,
    deletionProtectionEnabled: v.optional(only(false, "its log groups end with it")),
    logGroupClass: v.optional(oneOf(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]), "STANDARD"),
    kmsKeyId: v.optional(v.string()),
    tags,
  },
  refused: {},
  name: { property: "name", prefixProperty: "namePrefix" },
  forcesNew: ["name", "namePrefix", "logGroupClass", "region"],
  computed: { stable: ["arn"], changing: [] },
  create({ logs, context: { partition, region, accountId } }, { name = "", retentionInDays, tags }) {
    logs.createLogGroup({ logGroupName: name, retentionInDays: retentionInDays || undefined, tags });
    return { id: name, computed: { arn: `arn:${partition}:logs:${region}:${accountId}:log-group:${name}` } };
  },
  read({ logs, context: { partition, region, accountId } }, { id }) {
    const { logGroupName: name, retentionInDays = 0, tags } = logs.getLogGroup(id);
    const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
    return { inputs: { name, retentionInDays, tags }, computed: { arn } };
  },
  update({ logs }, { id }, { retentionInDays, tags }) {
    logs.updateLogGroup(id, { retentionInDays: retentionInDays || undefined, tags });
    return {};
  },
  delete({ logs }, { id, inputs }) {
    if (!inputs.skipDestroy) logs.deleteLogGroup(id);
  },
});
