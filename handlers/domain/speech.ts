// From a `send` frame to the message that others get.
import type { SendFrame } from "../../protocol/client-frames.ts";
import { ProtocolError } from "../../protocol/errors.ts";
import { LOBBY, SUB_PROTOCOL } from "../../protocol/names.ts";
import type { AckFrame, MessageFrame, User, WelcomeFrame } from "../../protocol/server-frames.ts";
import type { Clock, Connection, Random } from "./ports.ts";
import { randomId } from "./random.ts";

interface Ports {
  clock: Clock;
  random: Random;
}

/**
 * What the speaker says, as the others get it.
 * @throws ProtocolError `room-unknown` when the speaker is not in the room
 */
export function say({ clock, random }: Ports, speaker: Connection, frame: SendFrame): MessageFrame {
  const { room = LOBBY, id = randomId(random), message } = frame;
  if (!Object.hasOwn(speaker.rooms, room)) throw new ProtocolError("room-unknown");
  return { type: "message", room, id, from: speaker.user, at: clock.now(), message };
}

/** What tells the speaker that the message went out; a plain client is told nothing. */
export function ackFor(speaker: Connection, { id, room, at }: MessageFrame): AckFrame | undefined {
  return optedIn(speaker) ? { type: "ack", id, room, at } : undefined;
}

/** What tells a client who it is; a plain client is told nothing. */
export function welcomeFor(
  { clock }: Pick<Ports, "clock">,
  connection: Connection,
): WelcomeFrame | undefined {
  const you: User = connection.user;
  return optedIn(connection) ? { type: "welcome", you, room: LOBBY, at: clock.now() } : undefined;
}

function optedIn({ protocol }: Connection) {
  return protocol === SUB_PROTOCOL;
}
