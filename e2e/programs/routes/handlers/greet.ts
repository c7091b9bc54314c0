// Greets by name, in the words of the stage.
import type { APIGatewayProxyEvent } from "aws-lambda";
import * as v from "valibot";
import { greeting } from "../greeting.ts";

export const handler = async ({ body, stageVariables }: APIGatewayProxyEvent) => {
  const { name } = v.parse(greeting, JSON.parse(body ?? ""));
  return { statusCode: 200, body: `${stageVariables?.salutation}, ${name}` };
};
