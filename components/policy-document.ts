// The text form of IAM policies.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The JSON of a policy with these statements. */
export function policyDocument(statements: aws.iam.PolicyStatement[]) {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}
