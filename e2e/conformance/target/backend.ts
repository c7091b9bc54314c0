// The server behind the probe's HTTP integrations: tells what it was sent.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export async function startBackend() {
  const server = createServer(async (request, response) => {
    const data = await text(request);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method: request.method, headers: request.headers, data }));
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/anything`,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
