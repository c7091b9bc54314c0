// What comes of asking whether a client may connect.
import type { Session } from "../session.ts";

export type Decision = Granted | Refused;

interface Granted {
  kind: "granted";
  /** What all later events tell of the client. */
  known: Partial<Pick<Session, "authorizer" | "identity">>;
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

export const granted = (known: Granted["known"] = {}): Decision => ({ kind: "granted", known });

export const refused = (status: number, message: string, why: string, remedy?: string): Decision => ({
  kind: "refused",
  status,
  message,
  why,
  ...(remedy && { remedy }),
});
