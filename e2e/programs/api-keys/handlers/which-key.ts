// Tells a client the id of its API key.
import type { APIGatewayProxyEvent } from "aws-lambda";

export const handler = async ({ requestContext: { identity } }: APIGatewayProxyEvent) => ({
  statusCode: 200,
  body: JSON.stringify({ id: identity.apiKeyId }),
});
