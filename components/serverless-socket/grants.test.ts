// What each function may do, in full: the literal list is the whole of it.
import * as aws from "@pulumi/aws";
import { expect, test } from "vitest";
import { type Deployment, deploy, folderOf, statementsOf } from "../testing.ts";
import { ServerlessSocket } from "./serverless-socket.ts";
import { handlers } from "./testing.ts";

const HANDLER = "export const handler = async () => ({ statusCode: 200 });";
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/chat";
const STAGE = "arn:aws:execute-api:us-east-1:123456789012:chat/live";

/** [action, resource, condition] of everything a role allows, one by one, sorted. */
function allowed({ all }: Deployment, role: string) {
  return all("aws:iam/rolePolicy:RolePolicy")
    .filter(({ inputs }) => inputs.role === role)
    .flatMap(({ inputs }) => statementsOf(inputs.policy))
    .flatMap(({ Action, Resource, Condition }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => [action, resource, Condition])),
    )
    .sort();
}

/** What every function needs for its own log. */
function ownLog(name: string) {
  const group = `arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/project-test-${name}:*`;
  return [
    ["logs:CreateLogStream", group, undefined],
    ["logs:PutLogEvents", group, undefined],
  ];
}

test("a function may do exactly what its routes ask for, on this table and this stage", async () => {
  const folder = folderOf({ "connect.ts": HANDLER, "default.ts": HANDLER, "send.ts": HANDLER });
  const deployment = await deploy(() => {
    new ServerlessSocket("chat", {
      routes: {
        $connect: { handler: `${folder}/connect.ts`, table: ["PutItem"] },
        $default: `${folder}/default.ts`,
        send: {
          handler: `${folder}/send.ts`,
          table: ["Query", "DeleteItem"],
          connections: ["POST", "DELETE"],
        },
      },
    });
  });
  expect(allowed(deployment, "chat-connect")).toEqual([
    ["dynamodb:PutItem", TABLE, undefined],
    ...ownLog("chat-connect"),
  ]);
  expect(allowed(deployment, "chat-default")).toEqual(ownLog("chat-default"));
  expect(allowed(deployment, "chat-send")).toEqual([
    ["dynamodb:DeleteItem", TABLE, undefined],
    ["dynamodb:Query", TABLE, undefined],
    ["execute-api:ManageConnections", `${STAGE}/DELETE/@connections/*`, undefined],
    ["execute-api:ManageConnections", `${STAGE}/POST/@connections/*`, undefined],
    ...ownLog("chat-send"),
  ]);
});

test("routes that share a function share what they ask for", async () => {
  const handler = `${folderOf({ "send.ts": HANDLER })}/send.ts`;
  const deployment = await deploy(() => {
    new ServerlessSocket("chat", {
      routes: {
        send: { handler, table: ["Query"], connections: ["POST"] },
        kick: { handler, table: ["Query", "DeleteItem"], connections: ["DELETE"] },
      },
    });
  });
  expect(allowed(deployment, "chat-send")).toEqual([
    ["dynamodb:DeleteItem", TABLE, undefined],
    ["dynamodb:Query", TABLE, undefined],
    ["execute-api:ManageConnections", `${STAGE}/DELETE/@connections/*`, undefined],
    ["execute-api:ManageConnections", `${STAGE}/POST/@connections/*`, undefined],
    ...ownLog("chat-send"),
  ]);
});

test("an existing function gets what its route asks for, and nothing where it asks for nothing", async () => {
  const deployment = await deploy(() => {
    const writer = new aws.lambda.Function("writer", { role: "arn:aws:iam::123456789012:role/writer" });
    const idler = new aws.lambda.Function("idler", { role: "arn:aws:iam::123456789012:role/idler" });
    new ServerlessSocket("chat", { routes: { write: { handler: writer, table: ["PutItem"] }, idle: idler } });
  });
  expect(allowed(deployment, "writer")).toEqual([["dynamodb:PutItem", TABLE, undefined]]);
  expect(allowed(deployment, "idler")).toEqual([]);
});

test("nothing may be done by anybody else: every policy belongs to the role of one function", async () => {
  const folder = folderOf({ "connect.ts": HANDLER, "send.ts": HANDLER });
  const deployment = await deploy(() => {
    new ServerlessSocket("chat", {
      routes: { $connect: `${folder}/connect.ts`, send: `${folder}/send.ts` },
    });
  });
  const roles = deployment.all("aws:lambda/function:Function").map(({ inputs }) => inputs.role);
  expect(new Set(roles).size).toBe(2);
  const policies = deployment.all("aws:iam/rolePolicy:RolePolicy");
  expect(policies.map(({ inputs }) => `arn:aws:iam::123456789012:role/${inputs.role}`)).toEqual(roles);
});

test("a grant names what it is for, and is called like no other", async () => {
  const { send } = handlers();
  const deployment = await deploy(() => {
    const worker = new aws.lambda.Function("worker", { role: "arn:aws:iam::123456789012:role/worker" });
    const routes = { send, work: { handler: worker, table: ["Query" as const] } };
    const socket = new ServerlessSocket("chat", { routes });
    socket.grant(worker, ["GET"]);
    expect(() => socket.grant(worker, ["POST"])).toThrow(
      'RolePolicy "chat-grant" cannot be created:\n  - name is "grant": another grant has it.',
    );
    expect(() => socket.grant(worker, ["POST"], "work")).toThrow(/another grant has it/);
    // @ts-expect-error The compiler stands in the way already.
    expect(() => socket.grant(worker, [], "nothing")).toThrow(/verbs is \[\]: a grant of nothing/);
  });
  expect(allowed(deployment, "worker")).toEqual([
    ["dynamodb:Query", TABLE, undefined],
    ["execute-api:ManageConnections", `${STAGE}/GET/@connections/*`, undefined],
  ]);
});
