// aws.cloudwatch.LogGroup: where a function's output goes.
import * as v from "valibot";
import { RETENTION_DAYS } from "../../cloud/logs/logs.ts";
import { resourceType } from "../resource-type.ts";
import { matching, oneOf, only, tags } from "../schema.ts";
import { regional } from "./regional.ts";

/** What the provider calls for ever, of which Logs has no number. */
const FOR_EVER = 0;

const groupName = matching(/^[\w./#-]{1,512}$/, "a log group's name has 1 to 512 letters, digits and _-./#");

export const logGroup = resourceType({
  token: "aws:cloudwatch/logGroup:LogGroup",
  applied: {
    name: v.optional(groupName),
    namePrefix: v.optional(groupName),
    retentionInDays: v.optional(oneOf([FOR_EVER, ...RETENTION_DAYS]), FOR_EVER),
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
    const { logGroupName: name, retentionInDays = FOR_EVER, tags } = logs.getLogGroup(id);
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
