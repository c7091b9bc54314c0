// The provider instances of the engines that are connected. Each instance (the default one, and every
// `new aws.Provider`) has a connection of its own, and only the connection tells which one a call is for.
import type { Call } from "../../engine/grpc.ts";

export interface Connection {
  /** Where relative paths of assets start: the folder of the program. */
  directory: string;
  /** The region the instance is configured with; without one, the cloud's own. */
  region?: string;
}

export class Connections {
  readonly #connections = new Map<string, Connection>();

  /** Of the engine that a call comes from. */
  of(call: Call): Connection {
    const peer = call.getPeer();
    const known = this.#connections.get(peer) ?? { directory: process.cwd() };
    this.#connections.set(peer, known);
    return known;
  }
}
