// What this window knows of one room.
import type { ChatMessage } from "./chat-message.svelte.ts";
import { Draft } from "./draft.svelte.ts";

/** Messages kept, newest last. A page with more rows than this scrolls badly on a phone. */
export const MESSAGES_KEPT = 1_000;

export class Room {
  readonly name: string;
  /** What is being written here; it stays when one looks at another room. */
  readonly draft = new Draft();
  messages = $state.raw<readonly ChatMessage[]>([]);
  /** Messages that arrived while nobody looked. */
  unread = $state(0);
  #attended = false;

  constructor(name: string) {
    this.name = name;
  }

  /** Adds at the end; one that is there already, by its key, is not added twice. Returns whether it was new. */
  add(message: ChatMessage) {
    if (this.messages.some(({ key }) => key === message.key)) return false;
    this.messages = [...this.messages, message].slice(-MESSAGES_KEPT);
    if (!message.own && !this.#attended) this.unread += 1;
    return true;
  }

  remove(message: ChatMessage) {
    this.messages = this.messages.filter((other) => other !== message);
  }

  /** The own message with this id. */
  own(id: string) {
    return this.messages.find((message) => message.own && message.id === id);
  }

  /** Whether somebody looks at the newest message; from then on nothing is unread. */
  attend(attended: boolean) {
    this.#attended = attended;
    if (attended) this.unread = 0;
  }
}
