// Lets the pages of the sites in, and writes down what arrived.
import type { APIGatewayProxyEvent } from "aws-lambda";

export async function handler({ headers }: Pick<APIGatewayProxyEvent, "headers">) {
  console.log(JSON.stringify(headers));
  const allowed = process.env.ALLOWED_ORIGINS?.split(",") ?? [];
  if (!allowed.includes(headers.Origin ?? "")) return { statusCode: 403 };
  const [protocol] = headers["Sec-WebSocket-Protocol"]?.split(",") ?? [];
  return { statusCode: 200, ...(protocol && { headers: { "Sec-WebSocket-Protocol": protocol } }) };
}
