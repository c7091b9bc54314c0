// One frame to one connection: try, try again while there is time, forget the connection when it is gone.
import { fullJitter } from "./backoff.ts";
import { depart } from "./membership.ts";
import type { Rows } from "./membership.ts";
import type { Clock, Log, Member, PostOutcome, Random, Transport } from "./ports.ts";

/** What delivering takes. */
export interface DeliveryPorts extends Rows {
  transport: Transport;
  clock: Clock;
  random: Random;
  log: Log;
}

/**
 * Delivers `frame` to one member. Never throws: one connection's trouble must not reach the next.
 * @param deadline when to give up, in milliseconds since the Unix epoch
 */
export async function deliver(ports: DeliveryPorts, member: Member, frame: string, deadline: number) {
  const outcome = await postUntil(deadline, ports, member.connectionId, frame);
  const { connectionId, room } = member;
  if (outcome.kind === "gone") await forget(ports, member);
  if (outcome.kind === "failed") {
    ports.log.info("message not delivered", { connectionId, room, reason: outcome.reason });
  }
  return outcome.kind;
}

async function postUntil(
  deadline: number,
  { transport, clock, random }: DeliveryPorts,
  connectionId: string,
  frame: string,
): Promise<PostOutcome> {
  let last: PostOutcome = { kind: "failed", retry: true, reason: "OutOfTime" };
  for (let failures = 0; clock.now() < deadline; failures++) {
    last = await transport.post(connectionId, frame, deadline - clock.now());
    if (last.kind !== "failed" || !last.retry) return last;
    const wait = fullJitter(failures, random);
    if (clock.now() + wait >= deadline) return last;
    await clock.sleep(wait);
  }
  return last;
}

async function forget(ports: DeliveryPorts, member: Member) {
  try {
    // The member by its own key as well: the connection's row, which names it, may have expired first.
    await Promise.all([ports.members.delete(member), depart(ports, member.connectionId)]);
  } catch (error) {
    ports.log.error("gone connection not removed", error, { connectionId: member.connectionId });
  }
}
