// The keys that clients need to connect.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { valueOf } from "../testing.ts";
import { chat, handlers } from "./testing.ts";

const API = "aws:apigatewayv2/api:Api";
const API_KEY = "aws:apigateway/apiKey:ApiKey";
const ROUTE = "aws:apigatewayv2/route:Route";
const USAGE_PLAN = "aws:apigateway/usagePlan:UsagePlan";
const USAGE_PLAN_KEY = "aws:apigateway/usagePlanKey:UsagePlanKey";

const apiKeys: { names: [string, ...string[]] } = { names: ["partner", "monitoring"] };

test("one is asked for by $connect alone, and is good at this stage by a usage plan", async () => {
  const { all, one } = await chat({ apiKeys });
  expect(all(ROUTE).map(({ name, inputs }) => [name, inputs.apiKeyRequired])).toEqual([
    ["chat-connect", true],
    ["chat-send", undefined],
  ]);
  expect(one(USAGE_PLAN, "chat").inputs.apiStages).toEqual([{ apiId: "chat-id", stage: "live" }]);
  expect(one(USAGE_PLAN, "chat").dependencies).toContain("aws:apigatewayv2/stage:Stage chat");
  expect(all(API_KEY).map(({ name }) => name)).toEqual(["chat-monitoring", "chat-partner"]);
  expect(one(USAGE_PLAN_KEY, "chat-partner").inputs).toEqual({
    keyId: "chat-partner-id",
    keyType: "API_KEY",
    usagePlanId: "chat-id",
  });
});

test("their values are told by name, as secrets", async () => {
  const { socket } = await chat({ apiKeys });
  expect(Object.keys(socket.apiKeys)).toEqual(apiKeys.names);
  const { partner } = socket.apiKeys;
  expect(await valueOf(partner!)).toBe("value-of-chat-partner");
  expect(await pulumi.isSecret(partner!)).toBe(true);
});

test("without apiKeys nobody is asked, and nothing is made for it", async () => {
  const { all, socket } = await chat();
  expect(all(ROUTE).filter(({ inputs }) => inputs.apiKeyRequired)).toEqual([]);
  expect([API_KEY, USAGE_PLAN, USAGE_PLAN_KEY].flatMap(all)).toEqual([]);
  expect(socket.apiKeys).toEqual({});
});

test("they are in a header, unless an authorizer is to know them", async () => {
  const expressionFor = async (args: Parameters<typeof chat>[0]) =>
    (await chat(args)).one(API, "chat").inputs.apiKeySelectionExpression;
  expect(await expressionFor({ apiKeys })).toBeUndefined();
  expect(
    await expressionFor({
      apiKeys: { ...apiKeys, from: "authorizer" },
      authorizer: { handler: handlers().send },
    }),
  ).toBe("$context.authorizer.usageIdentifierKey");
});

test("an explicit deployment is made anew when $connect comes to ask for one", async () => {
  const digestOf = async (args: Parameters<typeof chat>[0]) => {
    const { one } = await chat({ deployment: "explicit", ...args });
    return one("aws:apigatewayv2/deployment:Deployment", "chat").inputs.triggers.sha256;
  };
  expect(await digestOf({ apiKeys })).not.toBe(await digestOf({}));
});

test("tags and transforms reach keys, plan and memberships", async () => {
  const { all, one } = await chat({
    apiKeys,
    tags: { team: "chat" },
    transform: {
      apiKey: { description: "changed" },
      usagePlan: { quotaSettings: { limit: 1_000, period: "MONTH" } },
      usagePlanKey: { region: "eu-central-1" },
    },
  });
  for (const { inputs } of all(API_KEY))
    expect(inputs).toMatchObject({ description: "changed", tags: { team: "chat" } });
  expect(one(USAGE_PLAN, "chat").inputs).toMatchObject({
    quotaSettings: { limit: 1_000, period: "MONTH" },
    tags: { team: "chat" },
  });
  for (const { inputs } of all(USAGE_PLAN_KEY)) expect(inputs.region).toBe("eu-central-1");
});
