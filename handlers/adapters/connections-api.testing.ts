// A server in the place of API Gateway's `@connections`, for tests.
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from "node:http";

/** A POST as it arrived. */
export interface Post {
  /** As on the wire, percent-encoded. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * Listens on a port that the system chooses.
 * @param answer ends, or holds, the answer to each post
 */
export async function connectionsServer(answer: (post: Post, response: ServerResponse) => void) {
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url = "", headers } = request;
    answer({ path: url, headers, body: Buffer.concat(chunks).toString() }, response);
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
