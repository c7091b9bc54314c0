// `$disconnect`: forgets a connection that has ended, whoever ended it. On AWS it may never be called.
import { dynamoDbClient, dynamoDbRows } from "./adapters/dynamodb.ts";
import { variable } from "./adapters/environment.ts";
import type { DisconnectEvent } from "./adapters/events.ts";
import { done, withStatus } from "./adapters/replies.ts";
import { jsonLog } from "./adapters/system.ts";
import { depart } from "./domain/membership.ts";
import type { Rows } from "./domain/membership.ts";
import type { Log } from "./domain/ports.ts";

/** The route over the given ports. */
export function disconnectRoute(ports: Rows & { log: Log }) {
  return withStatus(ports.log, async (event: DisconnectEvent) => {
    const { connectionId } = event.requestContext;
    await depart(ports, connectionId);
    return done;
  });
}

export const handler = disconnectRoute({
  ...dynamoDbRows(dynamoDbClient(), variable("TABLE_NAME")),
  log: jsonLog,
});
