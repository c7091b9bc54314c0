// A policy of a role, with one statement that allows something.
import * as aws from "@pulumi/aws";

export function policy(name: string, statement: { Action: string; Resource: string }) {
  return new aws.iam.RolePolicy(name, {
    role: "chat",
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] }),
  });
}
