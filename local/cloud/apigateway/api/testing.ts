// An API behind an AWS endpoint, and SDK clients for it: what the tests of the control plane's operations share.
import { ApiGatewayV2Client, type ApiGatewayV2ServiceException } from "@aws-sdk/client-apigatewayv2";
import { expect } from "vitest";
import { startFrontDoor } from "../../front-door/testing.ts";
import { TestGateway } from "../testing.ts";
import { ApiGatewayService } from "./apigateway-service.ts";

export type TestEndpoint = Awaited<ReturnType<typeof startEndpoint>>;

export async function startEndpoint() {
  const stand = await TestGateway.start();
  const apigateway = new ApiGatewayService(stand.context, stand.gateway);
  const door = await startFrontDoor(() => ({ apigateway }), stand.context);
  return {
    stand,
    /** Of the account's root. */
    client: () => new ApiGatewayV2Client(door.client()),
    /** Of a role that may do this. */
    roleClient: (Action: string | string[], Resource: string) =>
      new ApiGatewayV2Client(door.client(door.roleWith({ Effect: "Allow", Action, Resource }))),
    /** As AWS writes time: in whole seconds. */
    now: () => new Date(Math.floor(stand.context.clock.now() / 1000) * 1000),
    async stop() {
      await stand.gateway.stop();
      await door.dispose();
    },
  };
}

/** What the SDK makes of an answer, without what it adds. */
export function content<Output extends { $metadata: object }>({ $metadata, ...output }: Output) {
  expect($metadata).toMatchObject({ requestId: expect.any(String) });
  return output;
}

/** Error type and message of a refusal. */
export async function refusal(call: Promise<unknown>) {
  const error = await call.then(
    () => new Error("nothing was refused"),
    (error: ApiGatewayV2ServiceException) => error,
  );
  return `${error.name}: ${error.message}`;
}
