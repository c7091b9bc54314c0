// A port that nobody listens on.
import { createServer } from "node:net";
import { listen } from "./listen.ts";

/** The port may be taken again by the time it is used; nothing but a retry helps against that. */
export async function freePort(host: string): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, host);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
