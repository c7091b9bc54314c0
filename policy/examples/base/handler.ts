// A function as the rules want it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { tags } from "./tags.ts";

const code = new pulumi.asset.AssetArchive({
  "index.mjs": new pulumi.asset.StringAsset("export const handler = () => ({ statusCode: 200 });"),
});

const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
};

/** With its role and its log group; `args` say what is different. */
export function handler(name: string, args: Partial<aws.lambda.FunctionArgs> = {}) {
  const role = new aws.iam.Role(name, { assumeRolePolicy: JSON.stringify(trust), tags });
  const logGroup = new aws.cloudwatch.LogGroup(name, { retentionInDays: 7, tags });
  return new aws.lambda.Function(name, {
    role: role.arn,
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
    timeout: 10,
    loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
    tracingConfig: { mode: "Active" },
    tags,
    ...args,
  });
}
