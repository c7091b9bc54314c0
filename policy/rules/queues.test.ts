import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./queues.ts";
import { QUEUE } from "./types.ts";

const queue = (props: Record<string, unknown>) => [resource(QUEUE, props)];

describeRule(rules.queueIsEncrypted, {
  compliant: {
    "the default": queue({}),
    "keys of SQS": queue({ sqsManagedSseEnabled: true }),
    "a key that a preview does not know": queue({ kmsMasterKeyId: UNKNOWN, sqsManagedSseEnabled: UNKNOWN }),
  },
  violating: { "encryption switched off": queue({ sqsManagedSseEnabled: false }) },
  unknown: { "a switch that is not known": queue({ sqsManagedSseEnabled: UNKNOWN }) },
});

const allowing = (Principal: unknown, fields: object = {}) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "sqs:SendMessage", ...fields }] });
const policyOf = (policy: string) => [resource("aws:sqs/queuePolicy:QueuePolicy", { policy })];

describeRule(rules.queueIsNotPublic, {
  compliant: {
    "no policy": queue({}),
    "a service": policyOf(allowing({ Service: "events.amazonaws.com" })),
    "everybody under a condition": policyOf(
      allowing("*", { Condition: { ArnEquals: { "aws:SourceArn": "arn" } } }),
    ),
  },
  violating: {
    everybody: policyOf(allowing("*")),
    "everybody of AWS, in the queue itself": queue({ policy: allowing({ AWS: ["*"] }) }),
  },
  unknown: { "a policy that is not known": policyOf(UNKNOWN) },
});
