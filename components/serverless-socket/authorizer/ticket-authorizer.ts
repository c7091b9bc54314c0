// The packaged authorizer for tickets alone.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { UnauthenticatedError } from "./errors.ts";
import { judgeHandshake } from "./judge-handshake.ts";
import { originPolicy, variable } from "./settings.ts";
import { redeemTicket } from "./tickets.ts";

const table = { client: new DynamoDBClient(), tableName: variable("TABLE_NAME") };

export const handler = judgeHandshake({
  origins: originPolicy(),
  // A URL in a log does no harm: the ticket in it has been used.
  places: ["sub-protocol", "query"],
  async identify({ kind, value }) {
    if (kind === "ticket") return redeemTicket(table, value);
    throw new UnauthenticatedError("a token, and this socket takes tickets");
  },
});
