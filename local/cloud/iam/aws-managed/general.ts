// Administrators, and the services that handlers call most.
import { allow, type ManagedPolicies, of } from "./statements.ts";

export const general: ManagedPolicies = {
  AdministratorAccess: [allow(["*"])],
  AWSDenyAll: [{ Effect: "Deny", Action: ["*"], Resource: "*" }],
  AmazonS3FullAccess: [allow(["s3:*", "s3-object-lambda:*"])],
  AmazonS3ReadOnlyAccess: [
    allow([...of("s3", "Get* List* Describe*"), ...of("s3-object-lambda", "Get* List*")]),
  ],
  AmazonSQSFullAccess: [allow(["sqs:*"])],
  AWSXRayDaemonWriteAccess: [
    allow(
      of(
        "xray",
        "PutTraceSegments PutTelemetryRecords GetSamplingRules GetSamplingTargets GetSamplingStatisticSummaries",
      ),
    ),
  ],
};
