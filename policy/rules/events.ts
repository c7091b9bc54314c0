// Rules for what feeds functions besides clients: queues and streams.
import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { functionsNamedBy } from "./functions.ts";
import { ofType } from "./of-type.ts";
import { allOf, judgeEach, referredBy, referringTo } from "./stack.ts";
import { EVENT_SOURCE, QUEUE } from "./types.ts";

export const sourceHasDeadLetters: StackValidationPolicy = {
  name: "events-source-has-dead-letters",
  description:
    "What a function fails at again and again goes to a dead-letter queue. Without one it is lost, or blocks what stands behind it.",
  enforcementLevel: "mandatory",
  severity: "high",
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  remediationSteps:
    "Give the queue a redrivePolicy, or the mapping of a stream a destinationConfig.onFailure.",
  validateStack({ resources }, report) {
    judgeEach(allOf(resources, EVENT_SOURCE), (source) => {
      const queues = referredBy(source, "eventSourceArn", QUEUE);
      if (queues.some((queue) => redrives(queue, resources))) return;
      if (queues.length === 0 && "onFailure" in (source.props.destinationConfig ?? {})) return;
      report(`what fails of ${source.name} goes nowhere`, source.urn);
    });
  },
};

const redrives = (queue: PolicyResource, resources: PolicyResource[]) =>
  // Looked for, not read: it holds the ARN of another queue, which is unknown in a preview.
  "redrivePolicy" in queue.props ||
  referringTo(resources, "aws:sqs/redrivePolicy:RedrivePolicy", "queueUrl", queue).length > 0;

/** Lambda's advice for the retries that a throttled poller makes. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const VISIBILITY_PER_TIMEOUT = 6;

/** Seconds, of functions and of queues that do not say. */
const DEFAULTS = { timeout: 3, visibility: 30 };

export const visibilityOutlastsFunction: StackValidationPolicy = {
  name: "events-visibility-outlasts-function",
  description: `A queue hides a message for ${VISIBILITY_PER_TIMEOUT} times as long as the function may take: else it is given out again while it is being worked on.`,
  enforcementLevel: "mandatory",
  severity: "medium",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
  remediationSteps: `Set visibilityTimeoutSeconds to ${VISIBILITY_PER_TIMEOUT} times the function's timeout.`,
  validateStack({ resources }, report) {
    judgeEach(allOf(resources, EVENT_SOURCE), (source) => {
      const [fn] = functionsNamedBy(source, "functionName");
      const [queue] = referredBy(source, "eventSourceArn", QUEUE);
      if (!fn || !queue) return;
      const needed = (fn.props.timeout ?? DEFAULTS.timeout) * VISIBILITY_PER_TIMEOUT;
      const hidden = queue.props.visibilityTimeoutSeconds ?? DEFAULTS.visibility;
      if (hidden < needed)
        report(`${queue.name} hides messages ${hidden} s, and ${fn.name} needs ${needed} s`, queue.urn);
    });
  },
};

export const sourceReportsFailures: ResourceValidationPolicy = {
  name: "events-reports-item-failures",
  description: "A function tells which messages of a batch failed; else the others are done twice.",
  enforcementLevel: "mandatory",
  severity: "low",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
  remediationSteps: 'Set functionResponseTypes to ["ReportBatchItemFailures"], and return batchItemFailures.',
  validateResource: ofType<{ functionResponseTypes: string[] }>(
    EVENT_SOURCE,
    ({ functionResponseTypes = [] }, report) => {
      if (!functionResponseTypes.includes("ReportBatchItemFailures")) report("a batch fails as a whole");
    },
  ),
};
