// `$connect`: lets a client in as a guest, and writes it down.
import { dynamoDbClient, dynamoDbRows } from "./adapters/dynamodb.ts";
import { originPolicy, variable } from "./adapters/environment.ts";
import { parseHandshake } from "./adapters/events.ts";
import type { ConnectEvent } from "./adapters/events.ts";
import { accept, withStatus } from "./adapters/replies.ts";
import { jsonLog, systemRandom } from "./adapters/system.ts";
import { admit } from "./domain/admission.ts";
import type { OriginPolicy } from "./domain/admission.ts";
import { arrive } from "./domain/membership.ts";
import type { Rows } from "./domain/membership.ts";
import type { Log, Random } from "./domain/ports.ts";

interface Ports extends Rows {
  random: Random;
  log: Log;
}

/** The route over the given ports. Posts nothing: nobody can be posted to before the handshake is answered. */
export function connectRoute(ports: Ports, policy: OriginPolicy) {
  return withStatus(ports.log, async (event: ConnectEvent) => {
    const handshake = parseHandshake(event);
    const connection = admit(handshake, policy, ports.random);
    await arrive(ports, connection);
    return accept(connection);
  });
}

export const handler = connectRoute(
  { ...dynamoDbRows(dynamoDbClient(), variable("TABLE_NAME")), random: systemRandom, log: jsonLog },
  originPolicy(),
);
