// An API behind an AWS endpoint, and SDK clients for it: what the tests of the control plane's operations share.
import { ApiGatewayV2Client, type ApiGatewayV2ServiceException } from "@aws-sdk/client-apigatewayv2";
import { test as base, expect } from "vitest";
import { startFrontDoor } from "../../front-door/testing.ts";
import { TestGateway } from "../testing.ts";
import { ApiGatewayService } from "./apigateway-service.ts";

/** A test of one endpoint's own, with a client of the account's root. */
export const test = base
  .extend("endpoint", async ({}, { onCleanup }) => {
    const endpoint = await startEndpoint();
    onCleanup(endpoint.stop);
    return endpoint;
  })
  .extend("stand", ({ endpoint }) => endpoint.stand)
  .extend("ApiId", ({ stand }) => stand.apiId)
  .extend("client", ({ endpoint }) => endpoint.client);

async function startEndpoint() {
  const stand = await TestGateway.start();
  const apigateway = new ApiGatewayService(stand.context, stand.gateway);
  const door = await startFrontDoor(() => ({ apigateway }), stand.context);
  const client = new ApiGatewayV2Client(door.client());
  const roleCredentials = (Action: string | string[], Resource: string) =>
    door.roleWith({ Effect: "Allow", Action, Resource });
  return {
    stand,
    client,
    url: door.url,
    rootCredentials: door.iam.rootCredentials,
    roleCredentials,
    /** Of a role that may do this. */
    roleClient: (Action: string | string[], Resource: string) =>
      new ApiGatewayV2Client(door.client(roleCredentials(Action, Resource))),
    /** As AWS writes time: in whole seconds. */
    now: () => new Date(Math.floor(stand.context.clock.now() / 1000) * 1000),
    async stop() {
      client.destroy();
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
