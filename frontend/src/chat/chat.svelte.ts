// The chat as one window sees it: who I am, the rooms, and what the frames on the line do to them.
import { SvelteMap } from "svelte/reactivity";
import { LOBBY } from "../../../protocol/names.ts";
import { parseServerFrame } from "../../../protocol/server-frames.ts";
import type { ErrorFrame, MessageFrame, ServerFrame, User } from "../../../protocol/server-frames.ts";
import type { Clock } from "../connection/clock.ts";
import type { Connection } from "../connection/connection.ts";
import { ChatMessage } from "./chat-message.svelte.ts";
import { Outbox } from "./outbox.ts";
import { Room } from "./room.svelte.ts";

export interface ChatOptions {
  connection: Connection;
  clock: Clock;
  /** Gives an id that no other message of this client has, of at most 64 characters. */
  newId: () => string;
  /** Told of each message of somebody else, once. */
  onArrival?: (message: ChatMessage) => void;
}

export class Chat {
  readonly rooms = new SvelteMap<string, Room>();
  /** Who the server takes this window for; nobody before its first answer. */
  me = $state.raw<User>();
  current = $state.raw(this.room(LOBBY));
  readonly unread = $derived([...this.rooms.values()].reduce((sum, { unread }) => sum + unread, 0));
  readonly #options: ChatOptions;
  readonly #outbox: Outbox;

  constructor(options: ChatOptions) {
    this.#options = options;
    this.#outbox = new Outbox(options.connection, options.clock);
    options.connection.onFrame((text) => {
      const frame = parseServerFrame(text);
      if (frame) this.#take(frame);
    });
  }

  /** The room of this name, new if it is the first time one hears of it. */
  room(name: string) {
    const known = this.rooms.get(name);
    if (known) return known;
    const room = new Room(name);
    this.rooms.set(name, room);
    return room;
  }

  /** Says `content` in the current room: shown at once, sent when the line is there. */
  say(content: string) {
    const { clock, newId } = this.#options;
    const room = this.current;
    const message = new ChatMessage({
      id: newId(),
      room: room.name,
      from: undefined,
      content,
      at: clock.now(),
    });
    room.add(message);
    this.#outbox.add(message);
  }

  /** Sends a failed message again, under its id. */
  retry(message: ChatMessage) {
    if (message.delivery.kind === "failed") this.#outbox.add(message);
  }

  /** Forgets a failed message. */
  discard(message: ChatMessage) {
    this.room(message.room).remove(message);
  }

  #take(frame: ServerFrame) {
    switch (frame.type) {
      case "welcome":
        this.me = frame.you;
        break;
      case "message":
        this.#arrived(frame);
        break;
      case "ack": {
        const message = this.rooms.get(frame.room)?.own(frame.id);
        if (message) this.#outbox.taken(message, frame.at);
        break;
      }
      case "error":
        this.#refused(frame);
    }
  }

  #arrived({ room, id, from, at, message: content }: MessageFrame) {
    const message = new ChatMessage({ id, room, from, content, at });
    if (this.room(room).add(message)) this.#options.onArrival?.(message);
  }

  #refused({ id, action, code, reason }: ErrorFrame) {
    const underWay = this.#outbox.underWay;
    // An error that could not read the frame's id is about the only message under way.
    const message = action === "sync" || (id !== undefined && id !== underWay?.id) ? undefined : underWay;
    if (code === "not-connected") {
      if (message) this.#outbox.postpone();
      this.#options.connection.renew();
    } else if (message) {
      this.#outbox.failed(message, reason);
    }
  }
}
