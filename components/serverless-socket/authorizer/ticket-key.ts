// Where a ticket is in the table. Apart from the rest, because the program needs it too, for its grants.
import { createHash } from "node:crypto";

/** Partition keys of tickets begin with this, and so do those in the grants that are about tickets. */
export const TICKET_PREFIX = "TICKET#";

/** By its hash, so that who reads the table cannot connect with what is found there. */
export function ticketKey(ticket: string) {
  const hash = createHash("sha256").update(ticket).digest("base64url");
  return { pk: { S: TICKET_PREFIX + hash }, sk: { S: "T" } };
}
