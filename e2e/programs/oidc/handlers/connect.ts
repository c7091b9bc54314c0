// `$connect`: answers the sub-protocol, without which a browser hangs up. Never the one that holds the token.
import type { APIGatewayProxyEvent } from "aws-lambda";

const SUB_PROTOCOL = "app.v1";

export const handler = async ({ headers }: APIGatewayProxyEvent) => {
  const [, offered = ""] =
    Object.entries(headers).find(([name]) => name.toLowerCase() === "sec-websocket-protocol") ?? [];
  const isOffered = offered.split(",").some((protocol) => protocol.trim() === SUB_PROTOCOL);
  return { statusCode: 200, ...(isOffered && { headers: { "Sec-WebSocket-Protocol": SUB_PROTOCOL } }) };
};
