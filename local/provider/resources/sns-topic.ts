// aws.sns.Topic: recorded, since nothing in the local cloud publishes.
import * as v from "valibot";
import { recordedType } from "../recorded-type.ts";
import { matching, only, tags, text } from "../schema.ts";
import { regional } from "./regional.ts";

const topicName = matching(/^[\w-]{1,256}$/, "a topic's name has 1 to 256 letters, digits, - and _");
const deliversNothing = "its topics deliver nothing";
const reports = (protocol: string) => ({
  [`${protocol}FailureFeedbackRoleArn`]: deliversNothing,
  [`${protocol}SuccessFeedbackRoleArn`]: deliversNothing,
  [`${protocol}SuccessFeedbackSampleRate`]: deliversNothing,
});

export const topic = recordedType({
  token: "aws:sns/topic:Topic",
  recorded: {
    ...regional,
    name: v.optional(topicName),
    namePrefix: v.optional(topicName),
    displayName: v.optional(text(100)),
    fifoTopic: v.optional(only(false, deliversNothing), false),
    kmsMasterKeyId: v.optional(v.string()),
    signatureVersion: v.optional(v.picklist([1, 2])),
    tracingConfig: v.optional(v.picklist(["PassThrough", "Active"])),
    tags,
  },
  refused: {
    ...reports("application"),
    ...reports("firehose"),
    ...reports("http"),
    ...reports("lambda"),
    ...reports("sqs"),
    archivePolicy: deliversNothing,
    contentBasedDeduplication: deliversNothing,
    deliveryPolicy: deliversNothing,
    fifoThroughputScope: deliversNothing,
    policy: deliversNothing,
  },
  name: { property: "name", prefixProperty: "namePrefix" },
  forcesNew: ["name", "namePrefix", "fifoTopic", "region"],
  computed: ["arn", "beginningArchiveTime", "owner"],
  describe({ name = "" }, { partition, region, accountId }) {
    const arn = `arn:${partition}:sns:${region}:${accountId}:${name}`;
    return { id: arn, computed: { arn, beginningArchiveTime: "", owner: accountId } };
  },
});
