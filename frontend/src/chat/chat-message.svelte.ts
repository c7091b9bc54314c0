// One message as a room shows it. Its fate changes in place, so the row it is shown in never moves.
import type { User } from "../../../protocol/server-frames.ts";

export type Delivery = { kind: "pending" | "sent" } | { kind: "failed"; reason: string };

export class ChatMessage {
  /** Given by the author's client, unique for that author only. */
  readonly id: string;
  readonly room: string;
  /** Nobody for one's own: the server may give this window another name on each new line. */
  readonly from: User | undefined;
  /** Any JSON value; this client itself sends text. */
  readonly content: unknown;
  /** Milliseconds since the epoch: the server's word, until then this device's. */
  at = $state(0);
  delivery = $state.raw<Delivery>({ kind: "sent" });

  constructor(values: Pick<ChatMessage, "id" | "room" | "from" | "content" | "at">) {
    this.id = values.id;
    this.room = values.room;
    this.from = values.from;
    this.content = values.content;
    this.at = values.at;
  }

  get own() {
    return this.from === undefined;
  }

  /** Who said it, the same for all of one's own. */
  get author() {
    return this.from?.id ?? "";
  }

  /** Unique among everything a room holds. */
  get key() {
    return `${this.author}/${this.id}`;
  }
}
