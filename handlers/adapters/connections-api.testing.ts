// A server in the place of API Gateway's `@connections`, for tests.
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from "node:http";

/** A call as it arrived. */
export interface Call {
  method: string;
  /** As on the wire, percent-encoded. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * Listens on a port that the system chooses.
 * @param answer ends, or holds, the answer to each call
 */
export async function connectionsServer(answer: (call: Call, response: ServerResponse) => void) {
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    answer({ method, path: url, headers, body: Buffer.concat(chunks).toString() }, response);
  };
  const server = createServer(listener);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}/chat`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
