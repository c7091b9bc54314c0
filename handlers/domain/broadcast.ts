// One message to everybody else in its room.
import type { MessageFrame } from "../../protocol/server-frames.ts";
import { deliver } from "./deliver.ts";
import type { DeliveryPorts } from "./deliver.ts";
import { audience } from "./membership.ts";
import { forEachAtMost } from "./pool.ts";

/**
 * Posts under way at one time. At about 20 ms each, 64 make 3,200 a second: more than the SDK signs on one
 * vCPU (about 1,000 a second), so more would only cost sockets and TLS handshakes.
 */
export const POSTS_IN_FLIGHT = 64;

/**
 * Delivers `message` to every member of its room but `speakerId`, and logs how that went.
 * @param speakerId the connection that said it
 * @param deadline when to give up on those who could not be reached, in milliseconds since the Unix epoch
 * @throws what reading the members threw, after the posts under way have ended
 */
export async function broadcast(
  ports: DeliveryPorts,
  message: MessageFrame,
  speakerId: string,
  deadline: number,
) {
  const frame = JSON.stringify(message);
  const tally = { delivered: 0, gone: 0, failed: 0 };
  await forEachAtMost(POSTS_IN_FLIGHT, audience(ports, message.room), async (member) => {
    if (member.connectionId === speakerId) return;
    tally[await deliver(ports, member, frame, deadline)]++;
  });
  const { room, id } = message;
  ports.log.info("message sent", { connectionId: speakerId, room, id, ...tally });
  return tally;
}
