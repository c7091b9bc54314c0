// aws.sns.TopicSubscription: recorded, since nothing in the local cloud publishes.
import * as v from "valibot";
import { digest } from "../../cloud/digest.ts";
import { recordedType } from "../recorded-type.ts";
import { arn, matching, oneOf } from "../schema.ts";
import { regional } from "./regional.ts";

const deliversNothing = "its topics deliver nothing";

/** What waits for an answer of a human. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
const CONFIRMED_BY_HAND = ["email", "email-json"] as const;

export const topicSubscription = recordedType({
  token: "aws:sns/topicSubscription:TopicSubscription",
  recorded: {
    ...regional,
    topic: arn("sns"),
    protocol: oneOf(CONFIRMED_BY_HAND),
    endpoint: matching(/^[^\s@]+@[^\s@]+$/, "an e-mail goes to an address such as operations@example.com"),
    filterPolicy: v.optional(v.string()),
    filterPolicyScope: v.optional(v.picklist(["MessageAttributes", "MessageBody"])),
  },
  refused: {
    confirmationTimeoutInMinutes: deliversNothing,
    deliveryPolicy: deliversNothing,
    endpointAutoConfirms: deliversNothing,
    rawMessageDelivery: deliversNothing,
    redrivePolicy: deliversNothing,
    replayPolicy: deliversNothing,
    subscriptionRoleArn: deliversNothing,
  },
  forcesNew: ["topic", "protocol", "endpoint", "region"],
  computed: ["arn", "confirmationWasAuthenticated", "ownerId", "pendingConfirmation"],
  describe({ topic, endpoint }, { accountId }) {
    const id = `${topic}:${digest(endpoint).toLowerCase()}`;
    const unconfirmed = { confirmationWasAuthenticated: false, pendingConfirmation: true };
    return { id, computed: { arn: id, ownerId: accountId, ...unconfirmed } };
  },
});
