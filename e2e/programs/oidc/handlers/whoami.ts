// Tells a client who the authorizer has found it to be.
import type { APIGatewayProxyEvent } from "aws-lambda";

export const handler = async ({ requestContext: { authorizer } }: APIGatewayProxyEvent) => {
  const { principalId, email, groups } = authorizer ?? {};
  return { statusCode: 200, body: JSON.stringify({ principalId, email, groups }) };
};
