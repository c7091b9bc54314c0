// A front door for tests, and what AWS's own clients need to call by it.
import type { CloudContext } from "../context.ts";
import { Iam, type Credentials } from "../iam/iam.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { FrontDoor } from "./front-door.ts";
import type { Service } from "./service.ts";

/**
 * @param services of the context and the IAM that they are given, by the name they sign with
 * @param context of services that are there already. Default: a new one
 */
export async function startFrontDoor(
  services: (context: TestContext, iam: Iam) => Record<string, Service>,
  context?: TestContext,
) {
  const own = context ?? (await createTestContext());
  const iam = new Iam(own);
  const door = await FrontDoor.start(own, iam, { awake: () => undefined }, services(own, iam));
  return {
    context: own,
    iam,
    url: door.url,
    /** Settings of a client of the SDK, which calls once; as the root unless said otherwise. */
    client: (credentials: Credentials = iam.rootCredentials) => clientSettings(own, door, credentials),
    /** Credentials of a new role that Lambda may assume, with these statements. */
    roleWith(...statements: object[]): Credentials {
      const trust = { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
      const { arn } = iam.createRole({
        roleName: "caller",
        assumeRolePolicyDocument: policyOf({ Effect: "Allow", ...trust }),
      });
      iam.putRolePolicy("caller", "own", policyOf(...statements));
      return iam.assumeRole(arn, "session");
    },
    async dispose() {
      await door.stop();
      await own.dispose();
    },
  };
}

/** Settings of a client of the SDK that calls once, at the time of the context's clock. */
export const clientSettings = (
  { region, clock }: Pick<CloudContext, "region" | "clock">,
  { url }: Pick<FrontDoor, "url">,
  credentials: Credentials,
) => ({
  ...{ endpoint: url, region, credentials, maxAttempts: 1 },
  systemClockOffset: clock.now() - Date.now(),
});

export type TestDoor = Awaited<ReturnType<typeof startFrontDoor>>;

/** JSON text of a policy. */
export const policyOf = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
