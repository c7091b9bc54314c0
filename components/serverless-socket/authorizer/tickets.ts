// Connect tickets: a secret that lets one client in, once, within seconds. For browsers, which cannot send headers
// with a WebSocket's handshake, and whose long-lived token should not be in a URL.
import { randomBytes } from "node:crypto";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { UnauthenticatedError } from "./errors.ts";
import type { Identity } from "./identity.ts";
import { ticketKey } from "./ticket-key.ts";

/** Bytes. Nobody guesses one out of 2^256. */
const TICKET_LENGTH = 32;

/** Seconds. A page connects at once with the ticket it was given. */
const LIFETIME = 30;

interface Table {
  client: DynamoDBClient;
  tableName: string;
}

/**
 * Makes a ticket for a user who has been identified in another way, such as by a session's cookie. The function that
 * does needs `socket.grantTickets(fn)`.
 *
 * @param identity what handlers will find in `requestContext.authorizer`
 * @param lifetime seconds within which the client has to connect; 30 unless given
 * @returns what the client sends: `new WebSocket(url, ["chat.v1", "ticket." + ticket])`
 */
export async function mintTicket(
  { client, tableName }: Table,
  { principalId, context }: Identity,
  lifetime = LIFETIME,
): Promise<string> {
  const ticket = randomBytes(TICKET_LENGTH).toString("base64url");
  const Item = {
    ...ticketKey(ticket),
    principalId: { S: principalId },
    context: { S: JSON.stringify(context) },
    exp: { N: String(epochSeconds() + lifetime) },
  };
  await client.send(new PutItemCommand({ TableName: tableName, Item }));
  return ticket;
}

/**
 * Takes a ticket, after which it is gone: of two clients that show the same one, one gets in.
 * @throws UnauthenticatedError
 */
export async function redeemTicket({ client, tableName }: Table, ticket: string): Promise<Identity> {
  const { Attributes } = await client
    .send(
      new DeleteItemCommand({
        TableName: tableName,
        Key: ticketKey(ticket),
        // Items go late after they have expired, up to days.
        ConditionExpression: "#exp > :now",
        ExpressionAttributeNames: { "#exp": "exp" },
        ExpressionAttributeValues: { ":now": { N: String(epochSeconds()) } },
        ReturnValues: "ALL_OLD",
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      throw new UnauthenticatedError("the ticket is unknown, used or expired", { cause: error });
    });
  return {
    principalId: Attributes?.principalId?.S ?? "",
    context: JSON.parse(Attributes?.context?.S ?? "{}"),
  };
}

function epochSeconds() {
  return Math.floor(Date.now() / 1000);
}
