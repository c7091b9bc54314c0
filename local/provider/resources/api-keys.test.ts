// API keys and usage plans through the provider: made, changed, read and taken away as their arguments say.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Props } from "../../engine/values.ts";
import { startTestProvider, subject } from "../testing.ts";

const API = "aws:apigatewayv2/api:Api";
const ROUTE = "aws:apigatewayv2/route:Route";
const STAGE = "aws:apigatewayv2/stage:Stage";
const API_KEY = "aws:apigateway/apiKey:ApiKey";
const USAGE_PLAN = "aws:apigateway/usagePlan:UsagePlan";
const USAGE_PLAN_KEY = "aws:apigateway/usagePlanKey:UsagePlanKey";

let run: Awaited<ReturnType<typeof startTestProvider>>;

beforeEach(async () => {
  run = await startTestProvider("api-keys");
});
afterEach(() => run.cloud.stop());

async function makeStage() {
  const api = await run.create(API, "chat", {
    protocolType: "WEBSOCKET",
    routeSelectionExpression: "$request.body.action",
  });
  await run.create(ROUTE, "connect", { apiId: api.id, routeKey: "$connect", apiKeyRequired: true });
  const stage = await run.create(STAGE, "live", { apiId: api.id, name: "live", autoDeploy: true });
  return { apiId: api.id, stage: stage.inputs.name ?? "" };
}

async function makeKey() {
  const stage = await makeStage();
  const plan = await run.create(USAGE_PLAN, "partners", { apiStages: [stage] });
  const key = await run.create(API_KEY, "partner", {});
  const member = await run.create(USAGE_PLAN_KEY, "partner", {
    ...{ keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id },
  });
  return { stage, plan, key, member };
}

const readAgain = (type: string, { id, inputs, outputs }: { id: string; inputs: Props; outputs: Props }) =>
  run.provider.read({ ...subject(type, "again"), id, inputs, outputs });

const isGood = ({ apiId, stage }: Props, value: unknown) =>
  run.cloud.apigateway.usagePlans.admits({ apiId: String(apiId), stage: String(stage) }, String(value));

test("a key gets a value, which its membership tells as well, and is good at the plan's stage", async () => {
  const { stage, key, member } = await makeKey();
  expect(key.inputs.name).toMatch(/^partner-[0-9a-f]{7}$/);
  expect(key.outputs).toMatchObject({ enabled: true, description: "Managed by Pulumi" });
  expect(member.id).toBe(key.id);
  expect(member.outputs).toMatchObject({ name: key.inputs.name, value: key.outputs.value });
  expect(isGood(stage, key.outputs.value)).toBeDefined();
});

test("what is read of each is what was made", async () => {
  const { plan, key, member } = await makeKey();
  for (const [type, made] of [
    [USAGE_PLAN, plan],
    [API_KEY, key],
    [USAGE_PLAN_KEY, member],
  ] as const) {
    expect(await readAgain(type, made)).toEqual(made);
  }
});

test("a key that is switched off keeps its value, and is good for nothing", async () => {
  const { stage, key } = await makeKey();
  const off = await run.update(API_KEY, "partner", key, { enabled: false, description: "on leave" });
  expect(off.outputs).toMatchObject({ value: key.outputs.value, description: "on leave" });
  expect(isGood(stage, key.outputs.value)).toBeUndefined();
});

test("a plan without stages, and a key that has left its plan, let nobody in", async () => {
  const { stage, plan, key, member } = await makeKey();
  const { value } = key.outputs;
  const empty = await run.update(USAGE_PLAN, "partners", plan, {});
  expect(isGood(stage, value)).toBeUndefined();
  await run.update(USAGE_PLAN, "partners", empty, { apiStages: [{ ...stage }] });
  expect(isGood(stage, value)).toBeDefined();
  await run.remove(USAGE_PLAN_KEY, "partner", member);
  expect(isGood(stage, value)).toBeUndefined();
  expect(await readAgain(USAGE_PLAN_KEY, member)).toBeUndefined();
});

test("what was taken away is not found any more", async () => {
  const { plan, key, member } = await makeKey();
  await run.remove(USAGE_PLAN_KEY, "partner", member);
  await run.remove(USAGE_PLAN, "partners", plan);
  await run.remove(API_KEY, "partner", key);
  expect(await readAgain(USAGE_PLAN, plan)).toBeUndefined();
  expect(await readAgain(API_KEY, key)).toBeUndefined();
});

test.each<[string, string, Props, RegExp]>([
  ["a value that is too short", API_KEY, { value: "short" }, /20 to 128/],
  ["a quota", USAGE_PLAN, { quotaSettings: { limit: 5, period: "DAY" } }, /quotaSettings/],
  ["a throttle", USAGE_PLAN, { throttleSettings: { rateLimit: 5 } }, /throttleSettings/],
  ["a key on another route", ROUTE, { apiId: "a", routeKey: "send", apiKeyRequired: true }, /\$connect only/],
])("%s is refused by name", async (_, type, news, reason) => {
  await expect(run.create(type, "wrong", news)).rejects.toThrow(reason);
});
