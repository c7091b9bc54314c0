// What stands behind an application's login: gives a user whom it knows otherwise a ticket for the socket.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Identity } from "../../../../components/serverless-socket/authorizer/identity.ts";
import { mintTicket } from "../../../../components/serverless-socket/authorizer/tickets.ts";

const table = { client: new DynamoDBClient(), tableName: process.env.TABLE_NAME ?? "" };

export const handler = ({ identity, lifetime }: { identity: Identity; lifetime?: number }) =>
  mintTicket(table, identity, lifetime);
