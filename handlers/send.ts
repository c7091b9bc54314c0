// `send`: says a message to everybody else in the room.
import { sendFrame } from "../protocol/client-frames.ts";
import { parseClientFrame } from "../protocol/parse-client-frame.ts";
import { connectionsApi } from "./adapters/connections-api.ts";
import { deadlineOf } from "./adapters/deadline.ts";
import { dynamoDbClient, dynamoDbRows } from "./adapters/dynamodb.ts";
import { variable } from "./adapters/environment.ts";
import { reply, withFrames } from "./adapters/replies.ts";
import { jsonLog, systemClock, systemRandom } from "./adapters/system.ts";
import { broadcast } from "./domain/broadcast.ts";
import type { DeliveryPorts } from "./domain/deliver.ts";
import { recognise } from "./domain/membership.ts";
import { ackFor, say } from "./domain/speech.ts";

/** The route over the given ports. */
export function sendRoute(ports: DeliveryPorts) {
  return withFrames(ports.log, async ({ body, requestContext }, context) => {
    const frame = parseClientFrame(sendFrame, body);
    const speaker = await recognise(ports, requestContext.connectionId);
    const message = say(ports, speaker, frame);
    await broadcast(ports, message, speaker.id, deadlineOf(context, ports.clock));
    return reply(ackFor(speaker, message));
  });
}

export const handler = sendRoute({
  ...dynamoDbRows(dynamoDbClient(), variable("TABLE_NAME")),
  transport: connectionsApi(variable("CALLBACK_URL")),
  clock: systemClock,
  random: systemRandom,
  log: jsonLog,
});
