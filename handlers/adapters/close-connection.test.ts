import "./environment.testing.ts";
import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { afterEach, expect, test } from "vitest";
import { closeConnection } from "./close-connection.ts";
import { connectionsServer } from "./connections-api.testing.ts";
import type { Call } from "./connections-api.testing.ts";

const running: { stop(): Promise<void> }[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())));

/** Closes the connection `a=` at a server that answers with the status, and tells what arrived there. */
async function closeAt(status: number) {
  const calls: Call[] = [];
  const server = await connectionsServer((call, response) => {
    calls.push(call);
    response.writeHead(status).end();
  });
  const client = new ApiGatewayManagementApiClient({ endpoint: server.endpoint, maxAttempts: 1 });
  running.push(server, { stop: async () => client.destroy() });
  return { calls, closed: closeConnection(client, "a=") };
}

test("a connection is closed, signed, under the stage", async () => {
  const { calls, closed } = await closeAt(204);
  await closed;
  expect(calls).toMatchObject([
    {
      method: "DELETE",
      path: "/chat/@connections/a%3D",
      headers: { authorization: expect.stringContaining("/eu-central-1/execute-api/aws4_request") },
    },
  ]);
});

test("a connection that has gone already is as good as closed", async () => {
  const { closed } = await closeAt(410);
  await expect(closed).resolves.toBeUndefined();
});

test.each([403, 429, 500])("an answer of %i is the SDK's own error", async (status) => {
  const { closed } = await closeAt(status);
  await expect(closed).rejects.toMatchObject({ $metadata: { httpStatusCode: status } });
});
