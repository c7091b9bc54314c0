// Listening, as a promise.
import type { Server } from "node:net";

/** Resolves with the port, which the system chooses for 0. Rejects with the system's own error. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
