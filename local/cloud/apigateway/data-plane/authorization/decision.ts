// What comes of asking whether a client may connect.
import type { Session } from "../session.ts";

export type Decision = Granted | Refused;

export interface Granted {
  kind: "granted";
  known: Known;
}

interface Known extends Partial<Pick<Session, "authorizer" | "identity">> {
  /** The API key of the client, as an authorizer has it. */
  usageIdentifierKey?: string;
}

interface Refused {
  kind: "refused";
  /** HTTP status of the upgrade. */
  status: number;
  /** What the client is told. */
  message: string;
  /** What the terminal is told. */
  why: string;
  remedy?: string;
}

export const granted = (known: Known = {}): Decision => ({ kind: "granted", known });

export const refused = (status: number, message: string, why: string, remedy?: string): Decision => ({
  kind: "refused",
  status,
  message,
  why,
  ...(remedy && { remedy }),
});
