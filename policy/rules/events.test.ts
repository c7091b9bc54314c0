import { describeRule } from "../testing/describe-rule.ts";
import { resource, UNKNOWN } from "../testing/resources.ts";
import * as rules from "./events.ts";
import { EVENT_SOURCE, FUNCTION, QUEUE } from "./types.ts";

/** A function that is fed by a queue. */
function fed({ queue = {}, fn = {} }: { queue?: object; fn?: object }) {
  const [source, worker] = [resource(QUEUE, { ...queue }), resource(FUNCTION, { ...fn })];
  const from = { eventSourceArn: source, functionName: worker };
  return [source, worker, resource(EVENT_SOURCE, { eventSourceArn: UNKNOWN, functionName: UNKNOWN }, from)];
}

const stream = (props: Record<string, unknown>) => [resource(EVENT_SOURCE, props)];
const redrivenBeside = fed({});

describeRule(rules.sourceHasDeadLetters, {
  compliant: {
    "a queue with a redrive policy": fed({ queue: { redrivePolicy: "{}" } }),
    "a redrive policy that a preview does not know": fed({ queue: { redrivePolicy: UNKNOWN } }),
    "a redrive policy of its own": [
      ...redrivenBeside,
      ...redrivenBeside
        .slice(0, 1)
        .map((queue) =>
          resource("aws:sqs/redrivePolicy:RedrivePolicy", { queueUrl: UNKNOWN }, { queueUrl: queue }),
        ),
    ],
    "a stream whose failures go somewhere": stream({
      destinationConfig: { onFailure: { destinationArn: UNKNOWN } },
    }),
    "a queue that feeds nothing": [resource(QUEUE)],
  },
  violating: {
    "a queue without one": fed({}),
    "a stream without a destination": stream({}),
    "a destination of nothing": stream({ destinationConfig: {} }),
  },
  unknown: { "a destination that is not known": stream({ destinationConfig: UNKNOWN }) },
});

describeRule(rules.visibilityOutlastsFunction, {
  compliant: {
    "six times the timeout": fed({ queue: { visibilityTimeoutSeconds: 60 }, fn: { timeout: 10 } }),
    "the defaults of both": fed({}),
    "a stream": stream({}),
  },
  violating: {
    "less than that": fed({ queue: { visibilityTimeoutSeconds: 59 }, fn: { timeout: 10 } }),
    "the queue's default under a longer function": fed({ fn: { timeout: 10 } }),
  },
  unknown: { "a timeout that is not known": fed({ fn: { timeout: UNKNOWN } }) },
});

describeRule(rules.sourceReportsFailures, {
  compliant: { "failures by item": stream({ functionResponseTypes: ["ReportBatchItemFailures"] }) },
  violating: { "nothing said": stream({}), "an empty list": stream({ functionResponseTypes: [] }) },
  unknown: { "a list that is not known": stream({ functionResponseTypes: UNKNOWN }) },
});
