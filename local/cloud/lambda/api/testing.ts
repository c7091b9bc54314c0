// Lambda behind an AWS endpoint, and an SDK client for it, for tests.
import { LambdaClient } from "@aws-sdk/client-lambda";
import { startFrontDoor } from "../../front-door/testing.ts";
import { startLambda } from "../testing.ts";
import { LambdaService } from "./lambda-service.ts";

export type LambdaEndpoint = Awaited<ReturnType<typeof startLambdaEndpoint>>;

/** With a client of the account's root. */
export async function startLambdaEndpoint() {
  const fixture = await startLambda();
  const { context, lambda, logs } = fixture;
  const door = await startFrontDoor(
    () => ({ lambda: new LambdaService(context, { lambda, logs }) }),
    context,
  );
  const client = new LambdaClient(door.client());
  return {
    fixture,
    client,
    /** Of a role that may do this. */
    roleClient: (statement: object) => new LambdaClient(door.client(door.roleWith(statement))),
    async stop() {
      client.destroy();
      await lambda.stop();
      await door.dispose();
    },
  };
}
