// Who gets in where $connect asks for an API key.
import { afterEach, beforeEach, expect, test } from "vitest";
import { TestGateway } from "./testing.ts";

const VALUE = "a-value-of-twenty-and-more";
const OTHER = "another-value-of-that-length";

let api: TestGateway;

beforeEach(async () => {
  api = await TestGateway.start();
  api.route("$default");
});
afterEach(() => api.stop());

const allowed = (usageIdentifierKey?: string) => ({
  principalId: "ada",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }],
  },
  usageIdentifierKey,
});

/** A key, in a plan with the stage `dev` unless the plan is to have others. */
function addKey({ value = VALUE, enabled = true, apiStages = [{ apiId: api.apiId, stage: "dev" }] } = {}) {
  const { apiKeys, usagePlans } = api.gateway;
  const { apiKeyId } = apiKeys.create({ name: "partner", value, enabled });
  const { usagePlanId } = usagePlans.create({ name: "partners", apiStages });
  usagePlans.addKey(usagePlanId, apiKeyId);
  return { apiKeyId, usagePlanId };
}

/** How the upgrade of a client with that header was answered. */
async function answerTo(key?: string) {
  const { opened, refused } = api.client("/dev", { headers: key === undefined ? {} : { "x-api-key": key } });
  return Promise.race([opened.then(() => ({ status: 101, body: "" })), refused]);
}

const requireKey = () => api.route("$connect", undefined, { apiKeyRequired: true });

test("a client with a key of the stage's plan gets in, and events tell which", async () => {
  requireKey();
  const { apiKeyId } = addKey();
  expect(await answerTo(VALUE)).toMatchObject({ status: 101 });
  const { event } = await api.lambda.called("$connect");
  expect(event.requestContext.identity).toMatchObject({ apiKey: VALUE, apiKeyId });
});

test.each([undefined, "", OTHER])(
  "a client with the key %j gets 403, and the function is not asked",
  async (key) => {
    requireKey();
    addKey();
    const { status, body } = await answerTo(key);
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ message: "Forbidden" });
    expect(api.lambda.pending("$connect")).toBe(0);
  },
);

test("a key in the query is none", async () => {
  requireKey();
  addKey();
  const { refused } = api.client(`/dev?x-api-key=${VALUE}`);
  expect((await refused).status).toBe(403);
});

test("a key that is disabled, in no plan, or in one of another stage is good for nothing", async () => {
  requireKey();
  const { apiKeys, usagePlans } = api.gateway;
  api.gateway.createStage(api.apiId, { stageName: "prod", autoDeploy: true });
  const { apiKeyId, usagePlanId } = addKey({ apiStages: [{ apiId: api.apiId, stage: "prod" }] });
  expect(await answerTo(VALUE)).toMatchObject({ status: 403 });
  usagePlans.update(usagePlanId, { apiStages: [{ apiId: api.apiId, stage: "dev" }] });
  expect(await answerTo(VALUE)).toMatchObject({ status: 101 });
  apiKeys.update(apiKeyId, { enabled: false });
  expect(await answerTo(VALUE)).toMatchObject({ status: 403 });
  apiKeys.update(apiKeyId, { enabled: true });
  usagePlans.removeKey(usagePlanId, apiKeyId);
  expect(await answerTo(VALUE)).toMatchObject({ status: 403 });
});

test("a $connect that asks for none lets everybody in", async () => {
  api.route("$connect");
  expect(await answerTo()).toMatchObject({ status: 101 });
});

test("with the authorizer as source, its usageIdentifierKey counts and the header does not", async () => {
  addKey();
  api.gateway.updateApi(api.apiId, {
    apiKeySelectionExpression: "$context.authorizer.usageIdentifierKey",
  });
  let given: string | undefined = VALUE;
  const { routeId } = api.authorizer(() => allowed(given));
  api.gateway.updateRoute(api.apiId, routeId, { apiKeyRequired: true });
  expect(await answerTo()).toMatchObject({ status: 101 });
  given = OTHER;
  expect(await answerTo(VALUE)).toMatchObject({ status: 403 });
  given = undefined;
  expect(await answerTo(VALUE)).toMatchObject({ status: 403 });
});

test("the terminal is told what to do, and no value of a key", async () => {
  requireKey();
  addKey();
  await answerTo();
  await answerTo(OTHER);
  const refusals = api.context.seen.filter(({ kind }) => kind === "refusal");
  expect(refusals).toEqual([
    expect.objectContaining({
      message: "the stage dev asks for an API key",
      remedy: "send it in the header x-api-key",
    }),
    expect.objectContaining({ message: "there is no such API key in a usage plan of the stage dev" }),
  ]);
  expect(JSON.stringify(refusals)).not.toContain(OTHER);
});

test("keys have values of their own, made here if none is given", () => {
  const { apiKeys } = api.gateway;
  const made = apiKeys.create({ name: "made", enabled: true });
  expect(made.value).toMatch(/^[a-z0-9]{40}$/);
  expect(() => apiKeys.create({ name: "short", value: "short", enabled: true })).toThrow(/20 to 128/);
  expect(() => apiKeys.create({ name: "twin", value: made.value, enabled: true })).toThrow(/the same value/);
});

test("a plan has stages that are there, and a key one plan at a stage", () => {
  const { usagePlans } = api.gateway;
  const apiStages = [{ apiId: api.apiId, stage: "dev" }];
  const nowhere = [{ apiId: api.apiId, stage: "nowhere" }];
  expect(() => usagePlans.create({ name: "plan", apiStages: nowhere })).toThrow(/API Stage/);
  const { apiKeyId } = addKey();
  const { usagePlanId } = usagePlans.create({ name: "second", apiStages });
  expect(() => usagePlans.addKey(usagePlanId, apiKeyId)).toThrow(/of the same stage/);
  expect(() => usagePlans.removeKey(usagePlanId, apiKeyId)).toThrow(/Usage Plan Key/);
});
