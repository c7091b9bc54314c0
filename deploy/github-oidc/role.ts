// A role that workflows of one repository take on by OpenID Connect.
// https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../components/policy-document.ts";
import { GITHUB_HOST } from "./subjects.ts";

interface RoleArgs {
  /** ARN of the account's identity provider of GitHub. */
  provider: pulumi.Input<string>;
  /** Subjects of the tokens that are let in, word for word. */
  subjects: string[];
  /** What it may do, by the name of its policy. */
  statements: Record<string, aws.iam.PolicyStatement[]>;
}

export function createRole(name: string, { provider, subjects, statements }: RoleArgs): aws.iam.Role {
  const role = new aws.iam.Role(name, {
    namePrefix: `serverless-socket-${name}-`,
    description: `Workflows on GitHub: ${name}`,
    assumeRolePolicy: policyDocument([
      {
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { [`${GITHUB_HOST}:aud`]: "sts.amazonaws.com", [`${GITHUB_HOST}:sub`]: subjects },
        },
      },
    ]),
  });
  for (const [policy, document] of Object.entries(statements)) {
    new aws.iam.RolePolicy(
      `${name}-${policy}`,
      { role: role.name, name: policy, policy: policyDocument(document) },
      { parent: role },
    );
  }
  return role;
}
