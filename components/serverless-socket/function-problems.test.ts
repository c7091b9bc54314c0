// What a ServerlessSocket refuses of the functions behind its routes, and of who may connect to them.
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { chat, handlers, refusalOf } from "./testing.ts";

/** Settings of a route that are wrong, and what the caller then reads after `routes["send"].`. */
const SETTINGS: [mistake: string, settings: object, line: string][] = [
  [
    "less memory than Lambda has",
    { memory: 127 },
    "memory is 127: AWS takes whole MB, 128 to 10240. Give MB in that range.",
  ],
  [
    "half a megabyte",
    { memory: 256.5 },
    "memory is 256.5: AWS takes whole MB, 128 to 10240. Give MB in that range.",
  ],
  [
    "a timeout of nothing",
    { timeout: 0 },
    "timeout is 0: AWS takes whole seconds, 1 to 900. Give seconds in that range.",
  ],
  [
    "a timeout that is no number",
    { timeout: Number.NaN },
    "timeout is NaN: AWS takes whole seconds, 1 to 900. Give seconds in that range.",
  ],
  [
    "a timeout after which API Gateway has long given up",
    { timeout: 30 },
    "timeout is 30: API Gateway tells the client that it failed after 29 seconds, while it goes on. Let the handler put what takes longer into a queue.",
  ],
  [
    "a variable that Lambda sets",
    { environment: { AWS_REGION: "eu-central-1" } },
    "environment.AWS_REGION: Lambda sets it itself. Give it another name.",
  ],
  [
    "a variable that the component sets, without which handlers could not send",
    { environment: { CALLBACK_URL: "https://elsewhere.example" } },
    "environment.CALLBACK_URL: the component sets it itself. Give it another name.",
  ],
  [
    "a variable that Lambda does not take",
    { environment: { "MY-ROOM": "lobby" } },
    "environment.MY-ROOM: Lambda wants two letters, digits or _ at least, a letter first. Give it another name.",
  ],
];

test.each(SETTINGS)("refuses %s", async (_mistake, settings, line) => {
  const { send } = handlers();
  expect(await refusalOf({ routes: { send: { handler: send, ...settings } } })).toBe(
    `ServerlessSocket "chat" cannot be created:\n  - routes["send"].${line}`,
  );
});

test("refuses a variable of the $connect handler that the Origin list is told in", async () => {
  const routes = { $connect: { handler: handlers().connect, environment: { ALLOWED_ORIGINS: "*" } } };
  expect(await refusalOf({ routes, allowedOrigins: ["https://a.example"] })).toContain(
    'routes["$connect"].environment.ALLOWED_ORIGINS: the component sets it itself.',
  );
  await expect(chat({ routes })).resolves.toBeDefined();
});

test("lets a packaged authorizer check the Origin list, where no handler answers $connect", async () => {
  const routes = { $connect: { mock: "ok" } };
  for (const authorizer of ["tickets", { issuer: "https://issuer.example", audience: "app" }] as const) {
    const { one } = await chat({ routes, authorizer, allowedOrigins: ["https://a.example"] });
    const { variables } = one("aws:lambda/function:Function", "chat-authorizer").inputs.environment;
    expect(variables.ALLOWED_ORIGINS).toBe("https://a.example");
  }
});

test("refuses settings of the authorizer that its function could not have, before anything is made", async () => {
  const { connect } = handlers();
  const environment = JSON.parse('{ "TABLE_NAME": "mine" }');
  const authorizer = { handler: connect, memory: 64, timeout: 60, environment };
  const args = { routes: { $connect: { mock: "ok" } }, authorizer, accessLog: { retentionDays: 2 } };
  const lines = (await refusalOf(args, "c".repeat(45))).split("\n").slice(1);
  expect(lines.map((line) => line.split(": ")[0])).toEqual([
    "  - authorizer.memory is 64",
    "  - authorizer.environment.TABLE_NAME",
    `  - name is "${"c".repeat(45)}-authorizer"`,
    "  - accessLog.retentionDays is 2",
  ]);
  expect(await refusalOf({ ...args, authorizer: { handler: connect, timeout: 60 } })).toContain(
    "authorizer.timeout is 60: API Gateway tells the client that it failed after 29 seconds",
  );
});

test("lets a variable be what is only known once the stack is there", async () => {
  const { send } = handlers();
  const environment = { ROOM: pulumi.output("lobby") };
  const { one } = await chat({ routes: { send: { handler: send, environment } } });
  expect(one("aws:lambda/function:Function", "chat-send").inputs.environment.variables.ROOM).toBe("lobby");
});

test.each([
  ["an Origin with a path", ["https://a.example/chat"], "no browser sends such an Origin"],
  ["an Origin with a slash at the end", ["https://a.example/"], "no browser sends such an Origin"],
  ["a star, which is not a list's way to say everybody", ["*"], "no browser sends such an Origin"],
  ["an empty list, which would let every page connect", [], "an empty list is none"],
])("refuses %s", async (_mistake, allowedOrigins, wrong) => {
  const routes = { $connect: handlers().connect };
  expect(await refusalOf({ routes, allowedOrigins })).toContain(
    `allowedOrigins is ${JSON.stringify(allowedOrigins[0] ?? [])}: ${wrong}`,
  );
});
