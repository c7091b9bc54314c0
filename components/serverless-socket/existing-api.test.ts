// A socket on an API that was made elsewhere.
import * as aws from "@pulumi/aws";
import { describe, expect, test } from "vitest";
import { deploy, statementsOf, valueOf } from "../testing.ts";
import { misfitsOf } from "./api-problems.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { planRoutes } from "./plan.ts";
import { ServerlessSocket } from "./serverless-socket.ts";
import { handlers } from "./testing.ts";

const API = "aws:apigatewayv2/api:Api";
const FITTING = { protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" };

const domain = { name: "socket.example.com", certificateArn: "arn:mine" };

/** What a socket on an API that is there can be told besides. */
type Besides = Partial<Omit<Extract<ServerlessSocketArgs, { api: aws.apigatewayv2.Api }>, "api">>;

/** Deploys the socket `chat` on the API `shared`. */
async function taken(args: Besides = {}, settings: object = {}) {
  const { connect, send } = handlers();
  let socket: ServerlessSocket | undefined;
  let api: aws.apigatewayv2.Api | undefined;
  const deployment = await deploy(() => {
    api = new aws.apigatewayv2.Api("shared", { ...FITTING, ...settings });
    const routes = { $connect: connect, send: { handler: send, connections: ["POST" as const] } };
    socket = new ServerlessSocket("chat", { routes, authorizer: "iam", ...args, api });
  });
  return { ...deployment, socket: socket!, api: api! };
}

test("an API that is there gets routes, integrations, authorizer and stage, and none is made", async () => {
  const { all, socket, api } = await taken({ authorizer: { handler: handlers().connect } });
  expect(all(API).map(({ name }) => name)).toEqual(["shared"]);
  expect(socket.api).toBe(api);
  for (const type of ["authorizer:Authorizer", "integration:Integration", "route:Route", "stage:Stage"]) {
    const found = all(`aws:apigatewayv2/${type}`);
    expect(found.map(({ inputs }) => inputs.apiId)).toEqual(found.map(() => "shared-id"));
    expect(found.length).toBeGreaterThan(0);
  }
});

test("permissions, grants and addresses are those of that API", async () => {
  const { all, one, socket } = await taken();
  const arn = "arn:aws:execute-api:us-east-1:123456789012:shared/live";
  expect(all("aws:lambda/permission:Permission").map(({ inputs }) => inputs.sourceArn)).toEqual([
    `${arn}/$connect`,
    `${arn}/send`,
  ]);
  expect(statementsOf(one("aws:iam/rolePolicy:RolePolicy", "chat-send").inputs.policy)).toContainEqual({
    Effect: "Allow",
    Action: ["execute-api:ManageConnections"],
    Resource: [`${arn}/POST/@connections/*`],
  });
  const { CALLBACK_URL } = one("aws:lambda/function:Function", "chat-send").inputs.environment.variables;
  expect(CALLBACK_URL).toBe("https://shared.execute-api.us-east-1.amazonaws.com/live");
  expect(await valueOf(socket.url)).toBe("wss://shared.execute-api.us-east-1.amazonaws.com/live");
});

test("where that API has its default endpoint off, handlers send through the domain", async () => {
  const { one } = await taken({ domain }, { disableExecuteApiEndpoint: true });
  const { CALLBACK_URL } = one("aws:lambda/function:Function", "chat-send").inputs.environment.variables;
  expect(CALLBACK_URL).toBe("https://socket.example.com");
  expect(one("aws:apigatewayv2/apiMapping:ApiMapping", "chat").inputs.apiId).toBe("shared-id");
});

test("an explicit deployment is made anew when the expression of that API changes", async () => {
  const { send } = handlers();
  const digestWith = async (routeSelectionExpression: string) => {
    const args = { deployment: "explicit", routes: { send } } as const;
    const { one } = await taken({ ...args, authorizer: undefined }, { routeSelectionExpression });
    return one("aws:apigatewayv2/deployment:Deployment", "chat").inputs.triggers.sha256;
  };
  const digest = await digestWith("$request.body.action");
  expect(await digestWith("$request.body.action")).toBe(digest);
  expect(await digestWith("$request.body.type")).not.toBe(digest);
});

test("an API that is looked up is read, and not made", async () => {
  const { send } = handlers();
  const { all, one } = await deploy(() => {
    const api = aws.apigatewayv2.Api.get("found", "a1b2c3", FITTING);
    new ServerlessSocket("chat", { api, routes: { send } });
  });
  expect(one("aws:apigatewayv2/route:Route", "chat-send").inputs.apiId).toBe("a1b2c3");
  expect(all(API)).toEqual([]);
});

describe("two sockets on one API", () => {
  /** With what the second is refused. */
  async function refusalOf(second: Besides) {
    const { connect, send } = handlers();
    let refusal: unknown;
    await deploy(() => {
      const api = new aws.apigatewayv2.Api("shared", FITTING);
      new ServerlessSocket("chat", { api, routes: { $connect: connect, send } });
      try {
        new ServerlessSocket("admin", { routes: { ban: send }, stageName: "admin", ...second, api });
      } catch (error) {
        refusal = error;
      }
    });
    return refusal === undefined ? [] : String(refusal).split("\n  - ").slice(1);
  }

  test("are fine with routes and stages of their own", async () => {
    expect(await refusalOf({})).toEqual([]);
  });

  test("are refused a route that both have", async () => {
    expect(await refusalOf({ routes: { send: handlers().send } })).toEqual([
      'routes is "send": the socket "chat" has it on the same API, which takes each route key once. Leave it to one of the two.',
    ]);
  });

  test("are refused a stage that both have", async () => {
    expect(await refusalOf({ stageName: "live" })).toEqual([
      'stageName is "live": the socket "chat" has it on the same API. Name this stage otherwise.',
    ]);
  });
});

describe("an API does not fit", () => {
  const $connect = "connect.ts";
  const send = "send.ts";
  const found = {
    ...FITTING,
    ...{ apiKeySelectionExpression: "$request.header.x-api-key", disableExecuteApiEndpoint: false },
  };
  const linesOf = (settings: object, args: ServerlessSocketArgs = { routes: { $connect, send } }) =>
    misfitsOf({ ...found, ...settings }, args, planRoutes(args)).map(
      ({ argument, value, wrong }) => `${argument} is ${value}: ${wrong}`,
    );

  test("without sockets", () => {
    const http = { protocolType: "HTTP", routeSelectionExpression: "$request.method $request.path" };
    expect(linesOf(http)).toEqual(["api.protocolType is HTTP: it has no sockets"]);
  });

  test("if it looks for routes elsewhere than in the message, unless none is looked for", () => {
    const elsewhere = { routeSelectionExpression: "$request.method $request.path" };
    expect(linesOf(elsewhere)).toEqual([
      'api.routeSelectionExpression is $request.method $request.path: no message would find the route "send", which is looked for in the message',
    ]);
    expect(linesOf(elsewhere, { routes: { $connect, $default: send } })).toEqual([]);
  });

  test("if it can be reached by no address", () => {
    const off = { disableExecuteApiEndpoint: true };
    expect(linesOf(off)).toEqual([
      "api.disableExecuteApiEndpoint is true: without a domain there is no other way in",
    ]);
    expect(linesOf(off, { routes: { send }, domain })).toEqual([]);
  });

  test("if an authorizer that there is not is to know the API keys", () => {
    const byAuthorizer = { apiKeySelectionExpression: "$context.authorizer.usageIdentifierKey" };
    const args = { routes: { $connect }, apiKeys: { names: ["partner"] } } satisfies ServerlessSocketArgs;
    expect(linesOf(byAuthorizer, args)).toEqual([
      "api.apiKeySelectionExpression is $context.authorizer.usageIdentifierKey: only an authorizer with a handler of your own can answer with a key",
    ]);
    expect(linesOf(byAuthorizer, { ...args, authorizer: { handler: "authorize.ts" } })).toEqual([]);
    expect(linesOf({}, args)).toEqual([]);
  });

  test("and fits otherwise", () => {
    expect(linesOf({})).toEqual([]);
  });
});
