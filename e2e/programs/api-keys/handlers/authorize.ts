// Takes the API key of the query, which a browser can send, for the client's.
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from "aws-lambda";

export const handler = async ({
  methodArn,
  queryStringParameters,
}: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => ({
  principalId: "member",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: methodArn }],
  },
  usageIdentifierKey: queryStringParameters?.key,
});
