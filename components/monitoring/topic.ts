// The topic of the alarms, and whom it tells.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transform } from "../transform.ts";
import type { ServerlessSocketMonitoringArgs } from "./args.ts";

/** Undefined where it would tell nobody, because others are told in its place. */
export function createTopic(
  name: string,
  { actions, emails = [], tags, transform: transforms = {} }: ServerlessSocketMonitoringArgs,
  parent: pulumi.Resource,
): aws.sns.Topic | undefined {
  if (actions && emails.length === 0) return undefined;
  // Without a key of KMS: CloudWatch may not use the one that AWS keeps for SNS.
  const topic = new aws.sns.Topic(...transform(transforms.topic, `${name}-alarms`, { tags }, { parent }));
  for (const email of emails) {
    new aws.sns.TopicSubscription(
      ...transform(
        transforms.subscription,
        `${name}-${email}`,
        { topic: topic.arn, protocol: "email", endpoint: email },
        { parent },
      ),
    );
  }
  return topic;
}

/** ARNs of all that an alarm calls. */
export function actionsOf(
  { actions = [] }: ServerlessSocketMonitoringArgs,
  topic: aws.sns.Topic | undefined,
): pulumi.Input<pulumi.Input<string>[]> {
  if (!topic) return actions;
  return pulumi.all([actions, topic.arn]).apply(([others, own]) => [...others, own]);
}
