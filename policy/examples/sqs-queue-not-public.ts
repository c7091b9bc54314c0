// Everybody may have the function work.
import * as aws from "@pulumi/aws";

const everybody = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };

new aws.sqs.QueuePolicy("sqs-queue-not-public", {
  queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/jobs",
  policy: JSON.stringify({ Version: "2012-10-17", Statement: [everybody] }),
});
