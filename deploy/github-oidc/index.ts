// Two roles for the repository's workflows: one that looks, for pull requests, and one that deploys.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createRole } from "./role.ts";
import { deployStatements, previewStatements } from "./statements.ts";
import { GITHUB_HOST, subjectOf } from "./subjects.ts";

const config = new pulumi.Config();
const repository = subjectOf({
  repository: config.require("repository"),
  ownerId: config.requireNumber("ownerId"),
  repositoryId: config.requireNumber("repositoryId"),
});

const { accountId } = aws.getCallerIdentityOutput();
const { partition } = aws.getPartitionOutput();
const scope = {
  ...{ accountId, partition, region: aws.getRegionOutput().region },
  prefixes: config.requireObject<string[]>("namePrefixes"),
  stateBucket: config.require("stateBucket"),
};

const provider = config.requireBoolean("provider")
  ? new aws.iam.OpenIdConnectProvider("github", {
      url: `https://${GITHUB_HOST}`,
      clientIdLists: ["sts.amazonaws.com"],
    }).arn
  : pulumi.interpolate`arn:${partition}:iam::${accountId}:oidc-provider/${GITHUB_HOST}`;

const preview = createRole("preview", {
  provider,
  subjects: [`${repository}:pull_request`],
  statements: previewStatements(scope),
});

const deploy = createRole("deploy", {
  provider,
  // Who may approve a deployment to an environment is said in the repository's settings.
  subjects: [`${repository}:environment:dev`, `${repository}:environment:prod`],
  statements: deployStatements(scope),
});

export const previewRoleArn = preview.arn;
export const deployRoleArn = deploy.arn;
