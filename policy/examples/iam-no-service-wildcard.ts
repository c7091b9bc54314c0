// May delete the table it should read.
import { policy } from "./base/policy.ts";

policy("iam-no-service-wildcard", {
  Action: "dynamodb:*",
  Resource: "arn:aws:dynamodb:us-east-1:123456789012:table/chat",
});
