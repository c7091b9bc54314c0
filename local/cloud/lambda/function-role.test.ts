// What a function's role decides: whether Lambda may run it, and whether its log is written.
import { afterEach, beforeEach, expect, test } from "vitest";
import { Iam } from "../iam/iam.ts";
import { Logs } from "../logs/logs.ts";
import { createTestContext, type TestContext } from "../testing.ts";
import { Lambda } from "./lambda.ts";

const LOG_GROUP = "arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f";

let context: TestContext;
let iam: Iam;
let logs: Logs;
let lambda: Lambda;

beforeEach(async () => {
  context = await createTestContext();
  iam = new Iam(context);
  logs = new Logs(context);
  lambda = new Lambda(context, { iam, logs, environment: () => ({}) });
});

afterEach(async () => {
  await lambda.stop();
  await context.dispose();
});

const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (Service: string) =>
  policy({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
const allow = (names: string[], Resource = `${LOG_GROUP}:*`) =>
  iam.putRolePolicy(
    "r",
    "own",
    policy({ Effect: "Allow", Action: names.map((name) => `logs:${name}`), Resource }),
  );

function createRole(service = "lambda.amazonaws.com") {
  return iam.createRole({ roleName: "r", assumeRolePolicyDocument: trust(service) }).arn;
}

const create = (role: string) =>
  lambda.createFunction({
    ...{ functionName: "f", role, handler: "index.handler", runtime: "nodejs24.x" },
    code: new Map([["index.mjs", Buffer.from("export const handler = async () => console.log('hello');")]]),
  });

const invoke = () =>
  lambda.invoke({
    functionArn: "arn:aws:lambda:us-east-1:000000000000:function:f",
    payload: "{}",
    caller: { principalArn: "arn:aws:iam::000000000000:root" },
  });

const refusals = () => context.seen.flatMap((event) => (event.kind === "refusal" ? [event] : []));
const lines = () => context.seen.flatMap((event) => (event.kind === "log" ? [event.message] : []));

test.each([
  ["does not trust Lambda", () => createRole("events.amazonaws.com")],
  ["does not exist", () => "arn:aws:iam::000000000000:role/none"],
])("a function whose role %s is not created", async (_case, role) => {
  await expect(create(role())).rejects.toMatchObject({
    code: "InvalidParameterValueException",
    status: 400,
    message: "The role defined for the function cannot be assumed by Lambda.",
  });
});

test("a function keeps its role when the new one does not trust Lambda, and stops when its own does no more", async () => {
  const role = createRole();
  await create(role);
  await expect(lambda.updateFunctionConfiguration("f", { role: `${role}2` })).rejects.toThrow(
    "cannot be assumed",
  );
  expect(lambda.getFunction("f").role).toBe(role);
  iam.updateRole("r", { assumeRolePolicyDocument: trust("events.amazonaws.com") });
  await expect(invoke()).rejects.toMatchObject({ code: "AccessDenied", action: "sts:AssumeRole" });
});

test("without a grant no log is written, which is told once; the terminal shows the lines", async () => {
  await create(createRole());
  await invoke();
  await invoke();
  expect(() => logs.getLogEvents("/aws/lambda/f")).toThrow("does not exist");
  expect(refusals()).toEqual([
    expect.objectContaining({
      service: "logs",
      action: "logs:CreateLogGroup",
      code: "AccessDeniedException",
      message: expect.stringContaining(
        `not authorized to perform: logs:CreateLogGroup on resource: ${LOG_GROUP}:log-stream: because`,
      ),
      remedy: `{"Effect":"Allow","Action":"logs:CreateLogGroup","Resource":"${LOG_GROUP}:*"}`,
    }),
  ]);
  expect(lines()).toEqual([expect.stringContaining("hello"), expect.stringContaining("hello")]);
});

test("a log group that is there needs grants for its streams, which end in an asterisk", async () => {
  logs.createLogGroup({ logGroupName: "/aws/lambda/f" });
  await create(createRole());
  allow(["CreateLogStream", "PutLogEvents"], LOG_GROUP);
  await invoke();
  expect(refusals()).toMatchObject([{ action: "logs:CreateLogStream" }]);
  allow(["CreateLogStream"]);
  await invoke();
  expect(refusals()).toMatchObject([{ action: "logs:CreateLogStream" }, { action: "logs:PutLogEvents" }]);
  expect(logs.getLogEvents("/aws/lambda/f")).toEqual([]);
  allow(["CreateLogStream", "PutLogEvents"]);
  await invoke();
  expect(logs.getLogEvents("/aws/lambda/f").map(({ message }) => message)).toContainEqual(
    expect.stringContaining("hello"),
  );
});

test("AWS's basic execution role lets Lambda create the log group", async () => {
  const role = createRole();
  iam.attachRolePolicy("r", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
  await create(role);
  await invoke();
  expect(logs.getLogEvents("/aws/lambda/f").length).toBeGreaterThan(0);
  expect(refusals()).toEqual([]);
});
