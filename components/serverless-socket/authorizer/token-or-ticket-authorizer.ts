// The packaged authorizer for tokens and for tickets. Apart from the other, because it carries the DynamoDB client.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { judgeHandshake } from "./judge-handshake.ts";
import { credentialPlaces, originPolicy, tokenPolicy, variable } from "./settings.ts";
import { redeemTicket } from "./tickets.ts";
import { tokenVerifier } from "./verify-token.ts";

const verify = tokenVerifier(tokenPolicy());
const table = { client: new DynamoDBClient(), tableName: variable("TABLE_NAME") };

export const handler = judgeHandshake({
  origins: originPolicy(),
  places: credentialPlaces(),
  identify: ({ kind, value }) => (kind === "token" ? verify(value) : redeemTicket(table, value)),
});
