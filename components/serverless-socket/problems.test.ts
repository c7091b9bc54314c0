// Everything a ServerlessSocket refuses, and in which words.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { deploy, folderOf } from "../testing.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import { ServerlessSocket } from "./serverless-socket.ts";
import { refusalOf } from "./testing.ts";

const HANDLER = "export const handler = async () => ({ statusCode: 200 });";

const send = "send.ts";

/** What is written wrong, as a function of the path of a handler that exists; and what the caller then reads. */
const REFUSALS: [mistake: string, args: (handler: string) => object, line: string][] = [
  [
    "no routes",
    () => ({ routes: {} }),
    'routes is {}: API Gateway cannot deploy an API without routes. Add at least one, such as { $default: "handlers/default.ts" }.',
  ],
  [
    "an empty key",
    (handler) => ({ routes: { "": handler } }),
    'routes is "": the key is malformed. Use 1 to 128 letters, digits, dots, hyphens and underscores.',
  ],
  [
    "a key that would widen its permission",
    (handler) => ({ routes: { "*": handler } }),
    'routes is "*": the key is malformed. Use 1 to 128 letters, digits, dots, hyphens and underscores.',
  ],
  [
    "two keys that differ by blanks",
    (handler) => ({ routes: { send: handler, " send": handler } }),
    'routes is " send": the key is the same as "send", but for surrounding blanks. Keep one of the two.',
  ],
  [
    "a key with $ that API Gateway does not know",
    (handler) => ({ routes: { $send: handler } }),
    'routes is "$send": API Gateway knows no such key; with $ begin only $connect, $disconnect, $default. Use one of those, or a key without $.',
  ],
  [
    "keys whose resources would have one name",
    (handler) => ({ routes: { $connect: handler, connect: handler } }),
    'routes is "connect": its resources would be named like those of "$connect". Give it another key.',
  ],
  [
    "a handler that does not exist",
    () => ({ routes: { send: "handlers/sned.ts" } }),
    'routes["send"].handler is "handlers/sned.ts": there is no such file. Write it, or correct the path, which is relative to the program\'s folder.',
  ],
  [
    "a reply on $connect",
    (handler) => ({ routes: { $connect: { handler, reply: true } } }),
    'routes["$connect"].reply is true: there is no open connection that a reply could travel on. Leave it out.',
  ],
  [
    "a reply on $disconnect",
    (handler) => ({ routes: { $disconnect: { handler, reply: true } } }),
    'routes["$disconnect"].reply is true: there is no open connection that a reply could travel on. Leave it out.',
  ],
  [
    "different timeouts for one function",
    (handler) => ({ routes: { send: { handler, timeout: 5 }, sync: { handler, timeout: 6 } } }),
    'routes["sync"].timeout: it differs from routes["send"].timeout, and both run in the function of "…/send.ts". Give both the same value, or each its own handler.',
  ],
  [
    "different variables for one function",
    (handler) => ({
      routes: {
        send: { handler, environment: { ROOM: "a", OTHER: "b" } },
        sync: { handler, environment: { ROOM: "b" } },
      },
    }),
    'routes["sync"].environment.ROOM: it differs from routes["send"].environment.ROOM, and both run in the function of "…/send.ts". Give both the same value, or each its own handler.',
  ],
  [
    "a route that leads nowhere",
    () => ({ routes: { send: { reply: true } } }),
    'routes["send"]: it leads nowhere. Give it a handler, a mock or an http.',
  ],
  [
    "a route that leads to two things",
    (handler) => ({ routes: { send: { handler, mock: "pong" } } }),
    'routes["send"]: it has handler and mock, and can lead to one only. Give it a handler, a mock or an http.',
  ],
  [
    "a function's settings where there is no function",
    () => ({ routes: { send: { mock: "pong", memory: 512 } } }),
    'routes["send"].memory: there is no function behind mock. Leave it out, or give it a handler.',
  ],
  [
    "an HTTP backend without a URL",
    () => ({ routes: { send: { http: "backend.example" } } }),
    'routes["send"].http is "backend.example": it is no URL. Write it as https://backend.example/path.',
  ],
  [
    "an integration timeout that API Gateway does not know",
    (handler) => ({ routes: { send: { handler, integrationTimeout: 30 } } }),
    'routes["send"].integrationTimeout is 30: API Gateway waits 0.05 to 29 seconds. Give seconds in that range.',
  ],
  [
    "a model on $connect",
    (handler) => ({ routes: { $connect: { handler, model: { type: "object" } } } }),
    'routes["$connect"].model: there is no message to check. Leave it out.',
  ],
  [
    "a model longer than API Gateway takes",
    (handler) => ({ routes: { send: { handler, model: { enum: ["x".repeat(32_768)] } } } }),
    'routes["send"].model: as JSON Schema it has 32833 characters, of 32768. Leave it to the handler to check that, or the whole.',
  ],
  [
    "a model whose name gets too long, in which hyphens are written by their code",
    (handler) => ({ routes: { ["-".repeat(65)]: { handler, model: { type: "object" } } } }),
    `routes["${"-".repeat(65)}"].model: it would be called "${"2d".repeat(65)}" after the route, and API Gateway allows 128 characters. Shorten the key, of which each . - and _ counts twice.`,
  ],
  [
    "the route selection of an HTTP API, with which no message finds its route",
    (handler) => ({ routes: { send: handler }, routeSelectionExpression: "$request.method $request.path" }),
    'routeSelectionExpression is "$request.method $request.path": a WebSocket API looks for the route in the message, and this does not. Write $request.body.{path}, such as $request.body.action.',
  ],
  [
    "a stage variable with a character that API Gateway does not take",
    (handler) => ({ routes: { send: handler }, stageVariables: { greeting: "hello you" } }),
    'stageVariables["greeting"] is "hello you": API Gateway takes letters, digits and _ as name, and those and -._~:/?#&=, as value. Use an environment variable of the handler for anything else.',
  ],
  [
    "an authorizer without $connect",
    (handler) => ({ routes: { send: handler }, authorizer: "iam" }),
    'authorizer: there is no route $connect, at which it would be asked. Add one, such as { $connect: "handlers/connect.ts" }.',
  ],
  [
    "an authorizer of another route, where API Gateway asks none",
    (handler) => ({ routes: { send: { handler, authorizer: "iam" } } }),
    'routes["send"].authorizer: API Gateway asks no authorizer but at $connect, and so a route has none of its own. Set authorizer beside routes, and let the handler check what the connection may do.',
  ],
  [
    "the JWT authorizer of HTTP APIs",
    (handler) => ({ routes: { $connect: handler }, authorizer: "jwt" }),
    'authorizer is "jwt": a WebSocket API has no such authorizer. Write "iam", "tickets", { handler }, or { issuer, audience }.',
  ],
  [
    "an authorizer's handler that does not exist",
    (handler) => ({ routes: { $connect: handler }, authorizer: { handler: "authorise.ts" } }),
    'authorizer.handler is "authorise.ts": there is no such file. Write it, or correct the path, which is relative to the program\'s folder.',
  ],
  [
    "an identity source in the form of HTTP APIs",
    (handler) => ({
      routes: { $connect: handler },
      authorizer: { handler, identitySources: ["$request.header.Authorization"] },
    }),
    'authorizer.identitySources is "$request.header.Authorization": that is the form of HTTP APIs. Use route.request.header.{name}, route.request.querystring.{name}, stageVariables.{name} or context.{name}.',
  ],
  [
    "an issuer whose keys anybody on the way could exchange",
    (handler) => ({
      routes: { $connect: handler },
      authorizer: { issuer: "http://issuer.example", audience: "app" },
    }),
    'authorizer.issuer is "http://issuer.example": keys that are not fetched by https could be anybody\'s. Write the https URL.',
  ],
  [
    "an issuer without an audience",
    (handler) => ({ routes: { $connect: handler }, authorizer: { issuer: "https://issuer.example" } }),
    "authorizer.audience: without it, a token that the issuer made for any other application would do. Name at least one, without commas, as the issuer writes it into aud.",
  ],
  [
    "a clock skew with which tokens hardly expire",
    (handler) => ({
      routes: { $connect: handler },
      authorizer: { issuer: "https://issuer.example", audience: "app", clockSkew: 3600 },
    }),
    "authorizer.clockSkew is 3600: it has to be 0 to 300 seconds. Leave it out for 30.",
  ],
  [
    "a route whose resources would be named like the authorizer's",
    (handler) => ({ routes: { $connect: handler, authorizer: handler }, authorizer: "iam" }),
    'routes is "authorizer": its resources would be named like the authorizer\'s. Give it another name.',
  ],
  [
    "$default as stage name",
    (handler) => ({ routes: { send: handler }, stageName: "$default" }),
    'stageName is "$default": a WebSocket URL always carries its stage, and this one would have to be escaped in it. Use a plain name such as "live".',
  ],
  [
    "a malformed stage name",
    (handler) => ({ routes: { send: handler }, stageName: "a/b" }),
    'stageName is "a/b": API Gateway takes 1 to 128 letters, digits, hyphens and underscores. Use a plain name such as "live".',
  ],
  [
    "half a throttle",
    (handler) => ({ routes: { send: handler }, throttle: { burst: 5 } }),
    'throttle is {"burst":5}: both halves are needed, a whole burst of at least 1 and a rate above 0, or every message is refused. Write it as { burst: 500, rate: 250 }.',
  ],
  [
    "half a throttle of a route",
    (handler) => ({ routes: { send: { handler, throttle: { rate: 5 } } } }),
    'routes["send"].throttle is {"rate":5}: both halves are needed, a whole burst of at least 1 and a rate above 0, or every message is refused. Write it as { burst: 500, rate: 250 }.',
  ],
  [
    "a throttle of zero",
    (handler) => ({ routes: { send: handler }, throttle: { burst: 0, rate: 0 } }),
    'throttle is {"burst":0,"rate":0}: both halves are needed, a whole burst of at least 1 and a rate above 0, or every message is refused. Write it as { burst: 500, rate: 250 }.',
  ],
  [
    "a domain with a port",
    (handler) => ({ routes: { send: handler }, domain: { name: "a.example:80", zoneId: "Z1" } }),
    'domain.name is "a.example:80": it is no name of a host. Use a name in lower case, such as socket.example.com.',
  ],
  [
    "a domain for which there can be no certificate",
    (handler) => ({ routes: { send: handler }, domain: { name: "a.example" } }),
    "domain: there is neither a certificate nor a zone in which one could be validated. Add zoneId, certificateArn, or both.",
  ],
  [
    "a mapping key of several levels",
    (handler) => ({
      routes: { send: handler },
      domain: { name: "a.example", zoneId: "Z1", mappingKey: "a/b" },
    }),
    `domain.mappingKey is "a/b": API Gateway takes 1 to 300 letters, digits and $-_.+!*'(). Use a plain name such as "chat", or leave it out.`,
  ],
  [
    "an API that nobody can reach",
    (handler) => ({ routes: { send: handler }, disableExecuteApiEndpoint: true }),
    "disableExecuteApiEndpoint is true: without a domain there is no other way in. Add domain, or leave it out.",
  ],
  [
    "an access log that does not tell requests apart",
    (handler) => ({ routes: { send: handler }, accessLog: { format: "$context.status" } }),
    'accessLog.format is "$context.status": API Gateway takes no format that does not tell requests apart. Put $context.requestId into it.',
  ],
  [
    "an access log whose format is too long",
    (handler) => ({
      routes: { send: handler },
      accessLog: { format: "$context.requestId".padEnd(3_073) },
    }),
    "accessLog.format: it has 3073 characters, and API Gateway takes 3072. Leave out what nobody looks at.",
  ],
  [
    "messages in a log that does not take them",
    (handler) => ({ routes: { send: handler }, dataTrace: true }),
    'dataTrace is true: messages are written into the execution log, and only at the level INFO. Add executionLog: "INFO", or leave it out.',
  ],
  [
    "an Origin list that nobody would check",
    (handler) => ({ routes: { send: handler }, allowedOrigins: ["https://a.example"] }),
    'allowedOrigins: no handler that this component bundles answers $connect or authorizes, so nothing would check it. Give the route $connect the path of a handler, such as "handlers/connect.ts".',
  ],
  [
    "an API that is only named",
    (handler) => ({ routes: { send: handler }, api: "a1b2c3" }),
    'api is "a1b2c3": it is no resource of the type Api. Write aws.apigatewayv2.Api.get("shared", id), or leave it out.',
  ],
  [
    "API keys without $connect",
    (handler) => ({ routes: { send: handler }, apiKeys: { names: ["partner"] } }),
    'apiKeys: there is no route $connect, which would ask for a key. Add one, such as { $connect: "handlers/connect.ts" }.',
  ],
  [
    "API keys without names",
    (handler) => ({ routes: { $connect: handler }, apiKeys: { names: [] } }),
    'apiKeys.names is []: without a key nobody could connect. Name at least one, such as ["partner"].',
  ],
  [
    "an API key that nothing can be named after",
    (handler) => ({ routes: { $connect: handler }, apiKeys: { names: ["a b"] } }),
    'apiKeys.names is "a b": no resource can be named after it. Use 1 to 64 letters, digits, - and _.',
  ],
  [
    "an API key twice",
    (handler) => ({ routes: { $connect: handler }, apiKeys: { names: ["partner", "partner"] } }),
    'apiKeys.names is "partner": it is there twice. Leave one of the two out.',
  ],
  [
    "API keys in the query",
    (handler) => ({ routes: { $connect: handler }, apiKeys: { names: ["partner"], from: "query" } }),
    'apiKeys.from is "query": API Gateway finds no key there. Write "header" or "authorizer".',
  ],
  [
    "API keys from an authorizer that there is not",
    (handler) => ({
      ...{ routes: { $connect: handler }, authorizer: "iam" },
      apiKeys: { names: ["partner"], from: "authorizer" },
    }),
    'apiKeys.from is "authorizer": only an authorizer with a handler of your own can answer with a key. Add authorizer: { handler }, or leave it out.',
  ],
  [
    "an API key for one route",
    (handler) => ({ routes: { send: { handler, apiKeyRequired: true } } }),
    'routes["send"].apiKeyRequired: API Gateway asks for a key at $connect only, and so a route has none of its own. Write apiKeys: { names: ["partner"] } beside routes.',
  ],
];

test.each(REFUSALS)("refuses %s", async (_mistake, args, line) => {
  const handler = `${folderOf({ [send]: HANDLER })}/${send}`;
  // As from JavaScript or from a stack's config, where no compiler stands in the way of a mistake.
  const written: ServerlessSocketArgs = JSON.parse(JSON.stringify(args(handler)));
  expect(await refusalOf(written)).toBe(`ServerlessSocket "chat" cannot be created:\n  - ${line}`);
});

test("refuses two handlers whose functions would have one name", async () => {
  const folder = folderOf({ "a/send.ts": HANDLER, "b/send.ts": HANDLER });
  const routes = { one: `${folder}/a/send.ts`, two: `${folder}/b/send.ts` };
  expect(await refusalOf({ routes })).toContain(
    'routes["two"].handler is "…/b/send.ts": its function would be named like that of "…/a/send.ts". Rename one of the two files.',
  );
});

test("refuses a name with which a function's name gets too long", async () => {
  const routes = { send: `${folderOf({ [send]: HANDLER })}/${send}` };
  expect(await refusalOf({ routes }, "c".repeat(50))).toContain("and Lambda allows 64 characters");
});

test("refuses settings for a function that exists already", async () => {
  let refusal: unknown;
  await deploy(() => {
    const handler = new aws.lambda.Function("mine", { role: "arn:aws:iam::123456789012:role/mine" });
    try {
      // @ts-expect-error The compiler stands in the way already; JavaScript has none.
      new ServerlessSocket("chat", { routes: { send: { handler, timeout: 5, memory: 512 } } });
    } catch (error) {
      refusal = error;
    }
  });
  expect(String(refusal)).toContain('routes["send"].timeout: the handler is an existing function');
  expect(String(refusal)).toContain('routes["send"].memory: the handler is an existing function');
});

test("refuses settings of an API that exists already", async () => {
  const file = `${folderOf({ [send]: HANDLER })}/${send}`;
  let refusal: unknown;
  await deploy(() => {
    const api = aws.apigatewayv2.Api.get("shared", "a1b2c3");
    const settings = {
      ...{ routeSelectionExpression: "$request.body.type", disableExecuteApiEndpoint: false },
      ...{ ipAddressType: "dualstack", transform: { api: { description: "mine" } } },
      apiKeys: { names: ["partner"], from: "header" },
    };
    try {
      // @ts-expect-error The compiler stands in the way already; JavaScript has none.
      new ServerlessSocket("chat", { api, routes: { $connect: file }, ...settings });
    } catch (error) {
      refusal = error;
    }
  });
  const wrong = "the API is an existing one, which this component does not configure";
  expect(String(refusal).split("\n  - ").slice(1)).toEqual([
    `routeSelectionExpression: ${wrong}. Set it on that API.`,
    `disableExecuteApiEndpoint: ${wrong}. Set it on that API.`,
    `ipAddressType: ${wrong}. Set it on that API.`,
    `transform.api: ${wrong}. Set it on that API.`,
    `apiKeys.from: ${wrong}. Set apiKeySelectionExpression on that API.`,
  ]);
});

test("tells of all mistakes at once, by argument", async () => {
  const routes = { $send: "gone.ts", "a b": "gone.ts" };
  const lines = (await refusalOf({ routes, stageName: "" })).split("\n");
  expect(lines.map((line) => line.split(":")[0])).toEqual([
    'ServerlessSocket "chat" cannot be created',
    '  - routes is "$send"',
    '  - routes is "a b"',
    '  - routes["$send"].handler is "gone.ts"',
    '  - routes["a b"].handler is "gone.ts"',
    '  - stageName is ""',
  ]);
});

test("tells of handlers that cannot be bundled together with everything else", async () => {
  const folder = folderOf({
    "connect.ts": "export const handler = ;",
    "send.ts": 'import "no-such-package";',
    "sync.ts": "export const handle = 1;",
    "authorize.ts": "export default 1;",
  });
  const at = (file: string) => `${folder}/${file}.ts`;
  const refusal = await refusalOf({
    routes: { $connect: at("connect"), send: at("send"), sync: at("sync") },
    authorizer: { handler: at("authorize") },
    stageName: "a/b",
  });
  expect(refusal).toMatch(/stageName is "a\/b"/);
  expect(refusal).toMatch(
    /routes\["\$connect"\]\.handler is "…\/connect\.ts": it cannot be bundled: .*connect\.ts:1:23: ERROR: Unexpected ";"/,
  );
  expect(refusal).toMatch(/routes\["send"\]\.handler is .*ERROR: Could not resolve "no-such-package"/);
  expect(refusal).toMatch(/routes\["sync"\]\.handler is .*it exports no handler\. Correct the module\./);
  expect(refusal).toMatch(/authorizer\.handler is .*it exports no handler/);
});

test("refuses an Output where a value decides which resources there are, by argument", async () => {
  const output = pulumi.output("live");
  const send = { handler: output, throttle: { burst: output, rate: 1 }, memory: Promise.resolve(512) };
  const args = {
    routes: { send, sync: output },
    ...{ stageName: output, domain: { name: output, zoneId: output } },
    ...{ authorizer: { issuer: output, audience: output, tokenFrom: output }, accessLog: { format: output } },
  };
  // @ts-expect-error The compiler stands in the way already; JavaScript has none.
  const lines = (await refusalOf(args)).split("\n").slice(1);
  expect(lines.map((line) => line.split(": ")[0])).toEqual([
    "  - stageName",
    '  - routes["send"].handler',
    '  - routes["send"].memory',
    '  - routes["send"].throttle.burst',
    '  - routes["sync"]',
    "  - authorizer.tokenFrom",
    "  - domain.name",
    "  - accessLog.format",
  ]);
});

test.each([
  ["routes that are missing", {}, "routes is {}: API Gateway cannot deploy an API without routes"],
  ["a route that is null", { routes: { send: null } }, 'routes["send"]: it leads nowhere'],
  [
    "an authorizer that is null",
    { routes: {}, authorizer: null },
    "authorizer is null: a WebSocket API has no",
  ],
  [
    "a handler that is none",
    { routes: { send: { handler: 5 } } },
    'routes["send"].handler: API Gateway cannot',
  ],
])("refuses %s, as JavaScript may write it", async (_mistake, args, line) => {
  // @ts-expect-error The compiler stands in the way already.
  expect(await refusalOf(args)).toContain(line);
});
