// The policies of both roles, written out of the table of permissions.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { permissions, type TypePermissions } from "./permissions.ts";

interface Scope {
  accountId: pulumi.Input<string>;
  partition: pulumi.Input<string>;
  region: pulumi.Input<string>;
  /** What names begin with. */
  prefixes: string[];
  stateBucket: string;
}

type Statements = Record<string, aws.iam.PolicyStatement[]>;

/** Looks at everything, and changes nothing. */
export function previewStatements(scope: Scope): Statements {
  return { ...policies(scope, ({ read }) => read), state: state(scope, ["s3:GetObject"]) };
}

/** Makes, changes and deletes what the program consists of. */
export function deployStatements(scope: Scope): Statements {
  return {
    ...policies(scope, ({ read, write }) => [...read, ...write]),
    pass: [passRoles(scope)],
    state: state(scope, ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]),
  };
}

function policies(scope: Scope, actionsOf: (permissions: TypePermissions) => string[]): Statements {
  return Object.fromEntries(
    Object.entries(permissions).map(([name, needed]) => [
      name,
      [
        {
          Effect: "Allow" as const,
          Action: actionsOf(needed),
          Resource: needed.resources.flatMap((resource) => arns(scope, resource)),
        },
      ],
    ]),
  );
}

/** To a function when it is made, and to API Gateway for its logs: no other service may be given a role. */
function passRoles(scope: Scope): aws.iam.PolicyStatement {
  return {
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: arns(scope, "iam::{account}:role/{prefix}*"),
    Condition: {
      StringEquals: { "iam:PassedToService": ["lambda.amazonaws.com", "apigateway.amazonaws.com"] },
    },
  };
}

/** Pulumi's state in S3. https://www.pulumi.com/docs/iac/concepts/state-and-backends/#aws-s3 */
function state({ partition, stateBucket }: Scope, actions: string[]): aws.iam.PolicyStatement[] {
  const bucket = pulumi.interpolate`arn:${partition}:s3:::${stateBucket}`;
  return [
    { Effect: "Allow", Action: ["s3:ListBucket"], Resource: [bucket] },
    { Effect: "Allow", Action: actions, Resource: [pulumi.interpolate`${bucket}/.pulumi/*`] },
  ];
}

/** One ARN for each prefix, or one alone where the resource has none. */
function arns({ accountId, partition, region, prefixes }: Scope, resource: string): pulumi.Input<string>[] {
  if (resource === "*") return ["*"];
  const named = resource.includes("{prefix}")
    ? prefixes.map((prefix) => resource.replace("{prefix}", prefix))
    : [resource];
  return named.map((text) =>
    pulumi
      .all([accountId, partition, region])
      .apply(([account, own, place]) =>
        `arn:${own}:${text}`.replace("{account}", account).replace("{region}", place),
      ),
  );
}
