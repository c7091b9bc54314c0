// Closes WebSockets through API Gateway's `@connections`. Needs execute-api:ManageConnections for DELETE.
import type { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { DeleteConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { isGone } from "./connections-api.ts";

/**
 * Closes a connection, always with code 1000, and API Gateway then calls `$disconnect`. One that has gone already is
 * as good as closed. For the chat nobody is thrown out; a route with `connections: ["DELETE"]` may.
 *
 * @param client of the stage: `new ApiGatewayManagementApiClient({ endpoint: process.env.CALLBACK_URL })`
 * @throws the SDK's error, after its retries: `ForbiddenException` without the permission, `LimitExceededException`
 *   when the account has too many requests
 */
export async function closeConnection(client: ApiGatewayManagementApiClient, connectionId: string) {
  try {
    await client.send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
  } catch (error) {
    if (!(error instanceof Error && isGone(error))) throw error;
  }
}
