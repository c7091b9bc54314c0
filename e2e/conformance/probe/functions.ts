// The functions: one code, under roles that may do more or less.
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { table } from "./table.ts";

const code = new pulumi.asset.AssetArchive({
  "probe.mjs": new pulumi.asset.StringAsset(
    stripTypeScriptTypes(readFileSync(new URL("handlers/probe.ts", import.meta.url), "utf8")),
  ),
});

/** Seconds; more than any wait that a test asks for. */
const TIMEOUT = 15;

const RECORD = { Effect: "Allow", Action: ["dynamodb:PutItem", "dynamodb:GetItem"], Resource: table.arn };

/** Any API of the account: the probe has many, and its functions know them from their events only. */
const CALL_BACK = {
  Effect: "Allow",
  Action: "execute-api:ManageConnections",
  Resource: "arn:aws:execute-api:*:*:*/*/*/@connections/*",
};

const WRITE_LOGS = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

/** Serves every stage. */
export const probe = createFunction("probe", [RECORD, CALL_BACK]);

/** May not call back to connections. */
export const powerless = createFunction("powerless", [RECORD]);

/** Serves one route only, so that nothing wakes it between two messages. */
export const sleeper = createFunction("sleeper", [RECORD, CALL_BACK]);

function createFunction(name: string, statements: object[]) {
  const role = new aws.iam.Role(name, {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    }),
  });
  new aws.iam.RolePolicy(name, {
    role: role.id,
    policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }),
  });
  new aws.iam.RolePolicyAttachment(name, { role: role.name, policyArn: WRITE_LOGS });
  return new aws.lambda.Function(name, {
    role: role.arn,
    runtime: aws.lambda.Runtime.NodeJS24dX,
    handler: "probe.handler",
    code,
    timeout: TIMEOUT,
    environment: { variables: { TABLE_NAME: table.name } },
  });
}
