// Arguments of a socket that the compiler refuses. `npm run types` fails as soon as one of them is let through.
import type * as aws from "@pulumi/aws";
import type { ServerlessSocketArgs } from "../args.ts";
import type { ServerlessSocket } from "../serverless-socket.ts";

const routes = { $connect: "handlers/connect.ts" };
const issuer = "https://issuer.example";
declare const fn: aws.lambda.Function;
declare const api: aws.apigatewayv2.Api;
declare const socket: ServerlessSocket;

export const mistakes: ServerlessSocketArgs[] = [
  // @ts-expect-error There is no socket without routes.
  {},
  // @ts-expect-error WebSocket APIs have no JWT authorizers.
  { routes, authorizer: "jwt" },
  // @ts-expect-error Without an audience any token of the issuer would do.
  { routes, authorizer: { issuer } },
  // @ts-expect-error An authorizer has a handler of its own, or is the packaged one.
  { routes, authorizer: { handler: "handlers/authorize.ts", issuer, audience: "app" } },
  // @ts-expect-error That is how identity sources of HTTP APIs are written.
  { routes, authorizer: { handler: "handlers/authorize.ts", identitySources: ["$request.header.Auth"] } },
  // @ts-expect-error A token has to come from somewhere.
  { routes, authorizer: { issuer, audience: "app", tokenFrom: [] } },
  // @ts-expect-error Cookies are not read.
  { routes, authorizer: { issuer, audience: "app", tokenFrom: ["cookie"] } },
  // @ts-expect-error That is the route selection of HTTP APIs.
  { routes, routeSelectionExpression: "$request.method $request.path" },
  // @ts-expect-error Half a throttle is sent as zero, and refuses every message.
  { routes, throttle: { rate: 5 } },
  // @ts-expect-error The stage has its name by `stageName`, which is in the URL and in every permission.
  { routes, transform: { stage: { name: "other" } } },
  // @ts-expect-error A stage without a deployment answers 403: `deployment` says how it gets one.
  { routes, transform: { stage: { autoDeploy: false } } },
  // @ts-expect-error Without a key nobody could connect.
  { routes, apiKeys: { names: [] } },
  // @ts-expect-error API Gateway finds no key in the query.
  { routes, apiKeys: { names: ["partner"], from: "query" } },
  // @ts-expect-error Values of keys are secrets, and do not stand in programs.
  { routes, apiKeys: { names: ["partner"], values: ["a-value-of-twenty-and-more"] } },
  // @ts-expect-error Where an API that is there looks for keys is its own business.
  { routes, api, apiKeys: { names: ["partner"], from: "header" } },
  // @ts-expect-error An API is found by `Api.get`, which knows its address.
  { routes, api: "a1b2c3" },
  // @ts-expect-error An API that is there has an expression.
  { routes, api, routeSelectionExpression: "$request.body.type" },
  // @ts-expect-error Whether an API that is there has its endpoint is not the socket's business.
  { routes, api, disableExecuteApiEndpoint: true },
  // @ts-expect-error Nor is how it is reached.
  { routes, api, ipAddressType: "dualstack" },
  // @ts-expect-error Nor is anything else about it.
  { routes, api, transform: { api: { description: "mine" } } },
];

export const grants = [
  // @ts-expect-error A grant of nothing is a mistake.
  () => socket.grant(fn, []),
  // @ts-expect-error The @connections API has no PATCH.
  () => socket.grant(fn, ["PATCH"]),
];
