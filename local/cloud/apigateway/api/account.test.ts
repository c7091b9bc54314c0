import { expect } from "vitest";
import { signedFetch } from "../../front-door/signed-fetch.ts";
import type { Credentials } from "../../iam/iam.ts";
import { LOGS_ROLE } from "../testing.ts";
import { test as base } from "./testing.ts";

const ARN = "arn:aws:apigateway:us-east-1::/account";
const SETTINGS = {
  apiKeyVersion: "4",
  features: ["UsagePlans"],
  throttleSettings: { burstLimit: 5_000, rateLimit: 10_000 },
};

/** A test that asks as the SDK's client for REST APIs does, which is not installed. */
const test = base.extend("ask", ({ endpoint: { url, rootCredentials, stand } }) => {
  const { region, clock } = stand.context;
  return async (patchOperations?: object[], credentials: Credentials = rootCredentials) => {
    const settings = { url, service: "apigateway", region, credentials, now: clock.now() };
    const init = patchOperations
      ? { method: "PATCH", body: JSON.stringify({ patchOperations }) }
      : { method: "GET" };
    const response = await signedFetch(settings, "/account", init);
    return { status: response.status, content: (await response.json()) as object };
  };
});

test("the account's settings are read and changed", async ({ ask }) => {
  const set = (value?: string) => ask([{ op: "replace", path: "/cloudwatchRoleArn", value }]);
  const role = { cloudwatchRoleArn: LOGS_ROLE };
  expect(await ask()).toEqual({ status: 200, content: { ...SETTINGS, ...role } });
  expect(await set()).toEqual({ status: 200, content: SETTINGS });
  expect(await set(LOGS_ROLE)).toEqual({ status: 200, content: { ...SETTINGS, ...role } });
  expect(await set("")).toEqual({ status: 200, content: SETTINGS });
});

test("what cannot be changed is refused", async ({ ask }) => {
  expect(await ask([{ op: "add", path: "/features", value: "UsagePlans" }])).toMatchObject({
    status: 400,
    content: { message: expect.stringContaining("Invalid patch path '/features' specified for op 'add'") },
  });
});

test("a role reads them, and changes nothing, if that is what its policies say", async ({
  ask,
  endpoint,
}) => {
  const reader = endpoint.roleCredentials("apigateway:GET", ARN);
  expect(await ask(undefined, reader)).toMatchObject({ status: 200 });
  expect(await ask([], reader)).toMatchObject({
    status: 403,
    content: { message: expect.stringContaining(`perform: apigateway:PATCH on resource: ${ARN} `) },
  });
});
