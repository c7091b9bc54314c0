// Rules for queues: who may use them, and how they keep what is in them.
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { ofType } from "./of-type.ts";
import { allowing, isPublic } from "./statements.ts";
import { QUEUE } from "./types.ts";

export const queueIsEncrypted: ResourceValidationPolicy = {
  name: "sqs-queue-encrypted",
  description: "A queue keeps what people write encrypted, as AWS does unless it is told not to.",
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
  remediationSteps: "Leave out sqsManagedSseEnabled, or set it to true, or set kmsMasterKeyId.",
  validateResource: ofType<{ sqsManagedSseEnabled: boolean; kmsMasterKeyId: string }>(
    QUEUE,
    (props, report) => {
      // Looked for, not read: the id of a new key is unknown in a preview.
      if (!("kmsMasterKeyId" in props) && props.sqsManagedSseEnabled === false) report("it is not encrypted");
    },
  ),
};

const holders = [QUEUE, "aws:sqs/queuePolicy:QueuePolicy"];

export const queueIsNotPublic: ResourceValidationPolicy = {
  name: "sqs-queue-not-public",
  description: "No queue's policy allows everybody something.",
  enforcementLevel: "mandatory",
  severity: "critical",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-3",
  remediationSteps: "Name who may, or add a Condition such as aws:SourceArn.",
  validateResource: holders.map((type) =>
    ofType<{ policy: unknown }>(type, ({ policy }, report) => {
      for (const { actions } of allowing(policy).filter(isPublic))
        report(`it allows everybody ${actions.join(", ")}`);
    }),
  ),
};
