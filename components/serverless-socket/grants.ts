// The statements that let a function do what its routes ask for, and nothing else.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { SocketApi } from "./api.ts";
import { TICKET_PREFIX } from "./authorizer/ticket-key.ts";
import type { ConnectionVerb, TableAction } from "./args.ts";

/** Allows these actions on the table. */
export function onTable(table: aws.dynamodb.Table, actions: TableAction[]): aws.iam.PolicyStatement[] {
  if (actions.length === 0) return [];
  return [{ Effect: "Allow", Action: actions.map((action) => `dynamodb:${action}`), Resource: [table.arn] }];
}

/** Allows to make tickets (PutItem) or to take them (DeleteItem), and to touch no other row. */
export function onTickets(
  table: aws.dynamodb.Table,
  action: "PutItem" | "DeleteItem",
): aws.iam.PolicyStatement[] {
  return [
    {
      Effect: "Allow",
      Action: [`dynamodb:${action}`],
      Resource: [table.arn],
      Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`${TICKET_PREFIX}*`] } },
    },
  ];
}

/**
 * Allows these verbs on the connections of one stage. The verb is part of the resource, not of the action:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function onConnections(
  api: SocketApi,
  stageName: string,
  verbs: ConnectionVerb[],
): aws.iam.PolicyStatement[] {
  if (verbs.length === 0) return [];
  const resources = verbs.map(
    (verb) => pulumi.interpolate`${api.executionArn}/${stageName}/${verb}/@connections/*`,
  );
  return [{ Effect: "Allow", Action: ["execute-api:ManageConnections"], Resource: resources }];
}
