// A function that is fed by a queue, as the rules want it.
import * as aws from "@pulumi/aws";
import { handler } from "./handler.ts";
import { tags } from "./tags.ts";

interface Differences {
  queue?: Partial<aws.sqs.QueueArgs>;
  source?: Partial<aws.lambda.EventSourceMappingArgs>;
}

export function worker(name: string, { queue = {}, source = {} }: Differences = {}) {
  const dead = new aws.sqs.Queue(`${name}.dead`, { tags });
  const redrivePolicy = dead.arn.apply((deadLetterTargetArn) =>
    JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }),
  );
  const jobs = new aws.sqs.Queue(name, { visibilityTimeoutSeconds: 60, redrivePolicy, tags, ...queue });
  new aws.lambda.EventSourceMapping(name, {
    eventSourceArn: jobs.arn,
    functionName: handler(name).name,
    functionResponseTypes: ["ReportBatchItemFailures"],
    ...source,
  });
}
