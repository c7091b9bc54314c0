import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { type Deployment, deploy, statementsOf } from "../../components/testing.ts";

const REPOSITORY = "repo:serverless@111/socket@222";
const ROLE = "aws:iam/role:Role";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length */
const MAX_INLINE_CHARACTERS = 10_240;

let deployment: Deployment;

beforeAll(async () => {
  pulumi.runtime.setAllConfig({
    "project:repository": "serverless/socket",
    "project:ownerId": "111",
    "project:repositoryId": "222",
    "project:stateBucket": "the-state",
    "project:namePrefixes": '["chat", "site"]',
    "project:provider": "true",
  });
  const calls = {
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
    "aws:index/getPartition:getPartition": { partition: "aws" },
    "aws:index/getRegion:getRegion": { region: "eu-west-1" },
  };
  deployment = await deploy(() => import("./index.ts"), { calls });
});

const trustOf = (role: string) => statementsOf(deployment.one(ROLE, role).inputs.assumeRolePolicy);

function statementsFor(role: string) {
  const policies = deployment
    .all("aws:iam/rolePolicy:RolePolicy")
    .filter(({ parent }) => parent === `${ROLE} ${role}`);
  return policies.flatMap(({ inputs }) => statementsOf(inputs.policy));
}

const allowing = (role: string, action: string) =>
  statementsFor(role).filter(({ Action }) => String(Action).split(",").includes(action));

const actionsFor = (role: string) => statementsFor(role).flatMap(({ Action = [] }) => Action);

describe("who is let in", () => {
  test("pull requests of this very repository may look", () => {
    expect(trustOf("preview")).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: expect.any(String) },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": [`${REPOSITORY}:pull_request`],
          },
        },
      },
    ]);
  });

  test("jobs of the two environments may deploy, and nobody else", () => {
    const subjects = [`${REPOSITORY}:environment:dev`, `${REPOSITORY}:environment:prod`];
    expect(trustOf("deploy")).toMatchObject([
      { Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": subjects } } },
    ]);
  });
});

describe("what they may do", () => {
  test("who looks can neither change anything nor hand on a role", () => {
    const changing =
      /:(Add|Attach|Create|Delete|Detach|DELETE|PATCH|POST|PUT|Pass|Put|Remove|Tag|Untag|Update)/;
    expect(actionsFor("preview").filter((action) => changing.test(String(action)))).toEqual([]);
  });

  test("a role is handed to Lambda and to API Gateway alone", () => {
    expect(allowing("deploy", "iam:PassRole")).toEqual([
      {
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: ["arn:aws:iam::123456789012:role/chat*", "arn:aws:iam::123456789012:role/site*"],
        Condition: {
          StringEquals: { "iam:PassedToService": ["lambda.amazonaws.com", "apigateway.amazonaws.com"] },
        },
      },
    ]);
  });

  test("what has names is limited to the program's own", () => {
    const [functions] = allowing("deploy", "lambda:CreateFunction");
    expect(functions?.Resource).toEqual([
      "arn:aws:lambda:eu-west-1:123456789012:function:chat*",
      "arn:aws:lambda:eu-west-1:123456789012:function:site*",
    ]);
  });

  test.each([
    ["preview", ["s3:GetObject"]],
    ["deploy", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]],
  ])("%s has its part of the state, and of nothing else in the bucket", (role, actions) => {
    const own = statementsFor(role).filter(({ Resource }) => String(Resource).includes("the-state/"));
    expect(own).toEqual([
      { Effect: "Allow", Action: actions, Resource: ["arn:aws:s3:::the-state/.pulumi/*"] },
    ]);
  });

  test.each(["preview", "deploy"])("the policies of %s fit into a role", (role) => {
    expect(JSON.stringify(statementsFor(role)).length).toBeLessThan(MAX_INLINE_CHARACTERS);
  });
});
