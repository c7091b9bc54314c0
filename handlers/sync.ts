// `sync`: tells a `chat.v1` client who it is, and keeps its connection from idling out.
import { syncFrame } from "../protocol/client-frames.ts";
import { parseClientFrame } from "../protocol/parse-client-frame.ts";
import { dynamoDbClient, dynamoDbRows } from "./adapters/dynamodb.ts";
import { variable } from "./adapters/environment.ts";
import { reply, withFrames } from "./adapters/replies.ts";
import { jsonLog, systemClock } from "./adapters/system.ts";
import { recognise } from "./domain/membership.ts";
import type { Rows } from "./domain/membership.ts";
import type { Clock, Log } from "./domain/ports.ts";
import { welcomeFor } from "./domain/speech.ts";

/** The route over the given ports. */
export function syncRoute(ports: Rows & { clock: Clock; log: Log }) {
  return withFrames(ports.log, async ({ body, requestContext }) => {
    parseClientFrame(syncFrame, body);
    const connection = await recognise(ports, requestContext.connectionId);
    return reply(welcomeFor(ports, connection));
  });
}

export const handler = syncRoute({
  ...dynamoDbRows(dynamoDbClient(), variable("TABLE_NAME")),
  clock: systemClock,
  log: jsonLog,
});
