// A table, and a function that may read it.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const table = new aws.dynamodb.Table("items", {
  billingMode: "PAY_PER_REQUEST",
  hashKey: "pk",
  attributes: [{ name: "pk", type: "S" }],
  ttl: { attributeName: "exp", enabled: true },
});

const role = new aws.iam.Role("reader", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  }),
});

new aws.iam.RolePolicy("reader", {
  role: role.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: table.arn }],
  }),
});

new aws.lambda.Function("reader", {
  role: role.arn,
  runtime: "nodejs24.x",
  handler: "index.handler",
  environment: { variables: { TABLE_NAME: table.name } },
  code: new pulumi.asset.AssetArchive({
    "index.mjs": new pulumi.asset.StringAsset("export const handler = async () => 1;"),
  }),
});

export const tableName = table.name;
