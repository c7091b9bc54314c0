// How a change reaches the stage.
import { describe, expect, test } from "vitest";
import type { ServerlessSocketArgs } from "./args.ts";
import { chat, handlers } from "./testing.ts";

const DEPLOYMENT = "aws:apigatewayv2/deployment:Deployment";
const STAGE = "aws:apigatewayv2/stage:Stage";

test("a stage deploys by itself or names its deployment: with neither it answers 403, and AWS refuses both", async () => {
  const automatic = await chat();
  expect(automatic.all(DEPLOYMENT)).toEqual([]);
  expect(automatic.one(STAGE, "chat").inputs).toMatchObject({ autoDeploy: true });
  expect(automatic.one(STAGE, "chat").inputs).not.toHaveProperty("deploymentId");

  const explicit = await chat({ deployment: "explicit" });
  expect(explicit.one(STAGE, "chat").inputs).toMatchObject({ autoDeploy: false, deploymentId: "chat-id" });
});

test("an explicit deployment comes after the routes, of which AWS wants at least one", async () => {
  const { dependencies } = (await chat({ deployment: "explicit" })).one(DEPLOYMENT, "chat");
  expect(dependencies).toEqual(
    expect.arrayContaining([
      "aws:apigatewayv2/route:Route chat-connect",
      "aws:apigatewayv2/route:Route chat-send",
      "aws:apigatewayv2/integration:Integration chat-send",
    ]),
  );
});

describe("an explicit deployment is made anew", () => {
  const changes: [
    what: string,
    args: (paths: ReturnType<typeof handlers>) => Partial<ServerlessSocketArgs>,
  ][] = [
    ["a route is added", ({ connect, send }) => ({ routes: { $connect: connect, send, more: send } })],
    ["a route leads elsewhere", ({ connect }) => ({ routes: { $connect: connect, send: connect } })],
    [
      "a route replies",
      ({ connect, send }) => ({ routes: { $connect: connect, send: { handler: send, reply: true } } }),
    ],
    [
      "authorization changes",
      ({ connect, send }) => ({ authorizer: "iam", routes: { $connect: connect, send } }),
    ],
    [
      "an authorizer is given",
      ({ connect, send }) => ({ authorizer: { handler: send }, routes: { $connect: connect, send } }),
    ],
    ["an integration is changed", () => ({ transform: { integration: { timeoutMilliseconds: 5_000 } } })],
    [
      "the selection expression is changed",
      () => ({ transform: { api: { routeSelectionExpression: "$request.body.type" } } }),
    ],
  ];

  test.each(changes)("when %s", async (_what, args) => {
    const before = await chat({ deployment: "explicit" });
    const after = await chat({ deployment: "explicit", ...args(handlers()) });
    expect(after.one(DEPLOYMENT, "chat").inputs.triggers).not.toEqual(
      before.one(DEPLOYMENT, "chat").inputs.triggers,
    );
  });

  test("and not when only what is not deployed changes", async () => {
    const before = await chat({ deployment: "explicit" });
    const after = await chat({
      deployment: "explicit",
      throttle: { burst: 1, rate: 1 },
      tags: { team: "chat" },
      logRetentionDays: 1,
    });
    expect(after.one(DEPLOYMENT, "chat").inputs.triggers).toEqual(
      before.one(DEPLOYMENT, "chat").inputs.triggers,
    );
  });
});

test("transform.deployment changes the deployment", async () => {
  const deployment = await chat({
    deployment: "explicit",
    transform: { deployment: { description: "changed" } },
  });
  expect(deployment.one(DEPLOYMENT, "chat").inputs.description).toBe("changed");
});
