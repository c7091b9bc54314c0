// Which port each server of the cloud takes: the base port is the site's, the others follow it.
import type { Server } from "node:net";
import { HostError, PortBusyError } from "../errors.ts";
import { listen } from "./listen.ts";

/** How many ports after the base are tried before giving up. */
const PORTS_TRIED = 100;

/** Of looking a name up, and of listening on an address. */
const NO_SUCH_HOST = new Set<unknown>(["ENOTFOUND", "EAI_AGAIN", "EADDRNOTAVAIL"]);

export class Ports {
  readonly host: string;
  readonly #base: number;
  #next: number;

  /** @param base the port of the site; 0 lets the system choose every port */
  constructor(base: number, host: string) {
    this.host = host;
    this.#base = base;
    this.#next = base + 1;
  }

  /** Listens on the base port itself. @throws PortBusyError when it is taken */
  listenOnBase(server: Server, purpose: string) {
    return claim(server, this.#base, this.host, purpose);
  }

  /** Listens on the next free port after the base. @throws PortBusyError when none of them is free */
  async listen(server: Server, purpose: string): Promise<number> {
    if (this.#base === 0) return claim(server, 0, this.host, purpose);
    const last = this.#base + PORTS_TRIED;
    for (;;) {
      const port = this.#next++;
      try {
        return await claim(server, port, this.host, purpose);
      } catch (error) {
        if (!(error instanceof PortBusyError) || port >= last) throw error;
      }
    }
  }
}

async function claim(server: Server, port: number, host: string, purpose: string) {
  try {
    return await listen(server, port, host);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "EADDRINUSE") throw new PortBusyError(port, purpose, { cause });
    if (NO_SUCH_HOST.has(code)) throw new HostError(host, { cause });
    throw cause;
  }
}
