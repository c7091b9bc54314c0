// Sends what was said back to who said it, by the address that the socket gives.
import { ApiGatewayManagementApi } from "@aws-sdk/client-apigatewaymanagementapi";
import type { APIGatewayProxyEvent } from "aws-lambda";

const connections = new ApiGatewayManagementApi({ endpoint: process.env.CALLBACK_URL ?? "" });

export const handler = async ({ requestContext, body }: APIGatewayProxyEvent) => {
  const { connectionId = "" } = requestContext;
  await connections.postToConnection({ ConnectionId: connectionId, Data: body ?? "" });
  return { statusCode: 200 };
};
