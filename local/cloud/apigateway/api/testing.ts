// An API behind an AWS endpoint, and SDK clients for it: what the tests of the control plane's operations share.
import { ApiGatewayV2Client, type ApiGatewayV2ServiceException } from "@aws-sdk/client-apigatewayv2";
import { expect } from "vitest";
import { FrontDoor } from "../../front-door/front-door.ts";
import { Iam } from "../../iam/iam.ts";
import { TestGateway } from "../testing.ts";
import { ApiGatewayService } from "./apigateway-service.ts";

export class TestEndpoint {
  readonly stand: TestGateway;
  readonly iam: Iam;
  readonly #door: FrontDoor;

  private constructor(stand: TestGateway, iam: Iam, door: FrontDoor) {
    this.stand = stand;
    this.iam = iam;
    this.#door = door;
  }

  static async start() {
    const stand = await TestGateway.start();
    const iam = new Iam(stand.context);
    const door = await FrontDoor.start(stand.context, iam, stand.lambda, {
      apigateway: new ApiGatewayService(stand.context, stand.gateway),
    });
    return new TestEndpoint(stand, iam, door);
  }

  /** Of the account's owner, or of who has the credentials. */
  client(credentials = this.iam.rootCredentials) {
    const { region, clock } = this.stand.context;
    const systemClockOffset = clock.now() - Date.now();
    return new ApiGatewayV2Client({
      ...{ endpoint: this.#door.url, region, credentials, systemClockOffset, maxAttempts: 1 },
    });
  }

  /** A client of a role that may do this. */
  role(Action: string | string[], Resource: string) {
    const { arn } = this.iam.createRole({
      roleName: "caller",
      assumeRolePolicyDocument: policy({
        ...{ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      }),
    });
    this.iam.putRolePolicy("caller", "own", policy({ Action, Resource }));
    return this.client(this.iam.assumeRole(arn, "session"));
  }

  /** As AWS writes time: in whole seconds. */
  now() {
    return new Date(Math.floor(this.stand.context.clock.now() / 1000) * 1000);
  }

  async stop() {
    await this.#door.stop();
    await this.stand.stop();
  }
}

const policy = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

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
