import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { signedFetch } from "../front-door/signed-fetch.ts";
import { policyOf, startFrontDoor, type TestDoor } from "../front-door/testing.ts";
import type { Credentials } from "../iam/iam.ts";
import { createTestContext } from "../testing.ts";
import { stsService } from "./sts-service.ts";

const ACCOUNT = "000000000000";
const TARGET = `arn:aws:iam::${ACCOUNT}:role/target`;
const CALLER = `arn:aws:iam::${ACCOUNT}:role/caller`;
const MAY_ASSUME = { Effect: "Allow", Action: "sts:AssumeRole", Resource: TARGET };

let door: TestDoor;

beforeEach(async () => {
  door = await startFrontDoor((context, iam) => ({ sts: stsService(context, iam) }));
});
afterEach(() => door.dispose());

const as = (credentials?: Credentials, config = {}) =>
  new STSClient({ ...door.client(credentials), ...config });

const identity = (client = as()) => client.send(new GetCallerIdentityCommand({}));

const assume = (client = as(), more = {}) =>
  client.send(new AssumeRoleCommand({ RoleArn: TARGET, RoleSessionName: "visit", ...more }));

/** Makes the role that is to be assumed. */
function trust(Principal: object, more = {}) {
  door.iam.createRole({
    roleName: "target",
    assumeRolePolicyDocument: policyOf({ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more }),
  });
}

describe("GetCallerIdentity", () => {
  test("names the root", async () => {
    const root = { Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:root`, UserId: ACCOUNT };
    expect(await identity()).toMatchObject(root);
  });

  test("is asked by a form, or by a URL as it is given to others", async () => {
    const { endpoint: url, region, credentials } = door.client();
    const caller = { url, service: "sts", region, credentials, now: door.context.clock.now() };
    const path = "/?Action=GetCallerIdentity&Version=2011-06-15";
    const answer = await (await signedFetch(caller, path, { method: "GET" })).text();
    expect(answer).toBe(
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        `<Arn>arn:aws:iam::${ACCOUNT}:root</Arn><UserId>${ACCOUNT}</UserId><Account>${ACCOUNT}</Account>` +
        "</GetCallerIdentityResult></GetCallerIdentityResponse>",
    );
  });

  test("may be signed for the cloud's region or for that of the whole account, and for no other", async () => {
    const context = { ...(await createTestContext()), region: "eu-west-1" };
    const european = await startFrontDoor((context, iam) => ({ sts: stsService(context, iam) }), context);
    onTestFinished(() => european.dispose());
    const signedFor = (region: string) => identity(new STSClient({ ...european.client(), region }));
    expect(await signedFor("eu-west-1")).toHaveProperty("Arn");
    expect(await signedFor("us-east-1")).toHaveProperty("Arn");
    await expect(signedFor("us-west-2")).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
  });

  test("names a role that has no permission at all", async () => {
    expect(await identity(as(door.roleWith()))).toMatchObject({
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/caller/session`,
      UserId: `${door.iam.getRole("caller").roleId}:session`,
    });
  });
});

describe("AssumeRole", () => {
  test("gives credentials that are the role's, until they end", async () => {
    trust({ AWS: ACCOUNT });
    const { Credentials: given, AssumedRoleUser } = await assume(as(), { DurationSeconds: 900 });
    const now = Math.floor(door.context.clock.now() / 1000) * 1000;
    expect(given?.Expiration).toEqual(new Date(now + 900_000));
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken,
    };
    expect(await identity(as(credentials))).toMatchObject({
      Arn: AssumedRoleUser?.Arn,
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
    door.context.clock.advance(900_000);
    await expect(identity(as(credentials))).rejects.toMatchObject({ name: "ExpiredToken" });
  });

  test("is for a role that the trust policy names, whatever its own policies say", async () => {
    const caller = as(door.roleWith());
    trust({ AWS: CALLER });
    expect((await assume(caller)).AssumedRoleUser?.Arn).toMatch(/assumed-role\/target\/visit$/);
  });

  test("is for a role of an account that is trusted, if its own policies allow it", async () => {
    trust({ AWS: ACCOUNT });
    const caller = as(door.roleWith());
    await expect(assume(caller)).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringMatching(/no identity-based policy allows the sts:AssumeRole action$/),
    });
    door.iam.putRolePolicy("caller", "own", policyOf(MAY_ASSUME));
    expect(await assume(caller)).toHaveProperty("Credentials");
  });

  test("is not for somebody who is not trusted, whatever policies say, be it the root", async () => {
    trust({ Service: "lambda.amazonaws.com" });
    for (const caller of [as(), as(door.roleWith(MAY_ASSUME))]) {
      await expect(assume(caller)).rejects.toMatchObject({
        name: "AccessDenied",
        message: expect.stringMatching(/because no role trust policy allows the sts:AssumeRole action$/),
      });
    }
    const remedy = { Effect: "Allow", Principal: { AWS: CALLER }, Action: "sts:AssumeRole" };
    expect(door.context.seen).toMatchObject([{}, { remedy: JSON.stringify(remedy) }]);
  });

  test("knows the external id that conditions ask for", async () => {
    trust({ AWS: ACCOUNT }, { Condition: { StringEquals: { "sts:ExternalId": "42" } } });
    await expect(assume()).rejects.toMatchObject({ name: "AccessDenied" });
    expect(await assume(as(), { ExternalId: "42" })).toHaveProperty("Credentials");
  });

  test.each([
    ["of a role that is not there", { RoleArn: `${TARGET}2` }, "AccessDenied"],
    ["for longer than the role allows", { DurationSeconds: 7200 }, "ValidationError"],
    ["for too short a time", { DurationSeconds: 60 }, "ValidationError"],
    ["under a name that is none", { RoleSessionName: "a b" }, "ValidationError"],
    ["with a policy of the session", { Policy: policyOf() }, "NotImplemented"],
    ["with tags", { Tags: [{ Key: "a", Value: "b" }] }, "NotImplemented"],
  ])("%s is refused by name", async (_case, more, name) => {
    trust({ AWS: ACCOUNT });
    await expect(assume(as(), more)).rejects.toMatchObject({ name });
  });
});
