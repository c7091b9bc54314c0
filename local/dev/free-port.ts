// A port that nobody listens on.
import { createServer } from "node:net";

/** The port may be taken again by the time it is used; nothing but a retry helps against that. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "localhost", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
