// Says its word, which version it is, and as what it was called.
import type { APIGatewayProxyEvent, Context } from "aws-lambda";

const WORD = "hello";

export const handler = async (_event: APIGatewayProxyEvent, context: Context) => {
  const calledAs = context.invokedFunctionArn.split(":").at(-1);
  return { statusCode: 200, body: `${WORD} from ${context.functionVersion} as ${calledAs}` };
};
