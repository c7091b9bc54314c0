// A chat in memory with connections in it, for tests of the routes.
import { admit } from "../domain/admission.ts";
import { arrive } from "../domain/membership.ts";
import { MemoryClock, MemoryLog, memoryRows, MemoryTransport, seededRandom } from "./memory.ts";

/** Ports in memory; `rich` connections speak `chat.v1`, `plain` ones do not. All are in the lobby. */
export async function chatOf({ rich = [], plain = [] }: { rich?: string[]; plain?: string[] }) {
  const ports = {
    ...memoryRows(),
    transport: new MemoryTransport(),
    clock: new MemoryClock(),
    random: seededRandom(1),
    log: new MemoryLog(),
  };
  const anyOrigin = { allowedOrigins: [], requireOrigin: false };
  for (const connectionId of [...rich, ...plain]) {
    const protocols = rich.includes(connectionId) ? ["chat.v1"] : [];
    const handshake = { connectionId, connectedAt: ports.clock.now(), origins: [], protocols };
    await arrive(ports, admit(handshake, anyOrigin, ports.random));
  }
  return ports;
}

/** The frame in a reply. */
export function frameIn({ body = "null" }: { body?: string | undefined }): unknown {
  return JSON.parse(body);
}
