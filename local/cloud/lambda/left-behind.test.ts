import { afterEach, beforeEach, expect, test } from "vitest";
import type { CloudEvent } from "../events.ts";
import { FakeClock } from "../fake-clock.ts";
import { FrontDoor } from "../front-door/front-door.ts";
import type { AuthenticatedRequest } from "../front-door/service.ts";
import { Iam } from "../iam/iam.ts";
import { Logs } from "../logs/logs.ts";
import { createTestContext } from "../testing.ts";
import { Lambda } from "./lambda.ts";

/** Names of the tables that were asked for, in order. */
let asked: string[];
let world: Awaited<ReturnType<typeof startWorld>>;

beforeEach(async () => {
  asked = [];
  world = await startWorld();
});
afterEach(() => world.dispose());

/** A function that asks for a table through the AWS endpoint, and waits for the answer or does not. */
async function startWorld() {
  const test = await createTestContext();
  // Functions sign by the machine's clock.
  const context = { ...test, clock: new FakeClock(Date.now()) };
  const iam = new Iam(context);
  const environment = () => ({ AWS_ENDPOINT_URL_DYNAMODB: door.url });
  const lambda = new Lambda(context, { iam, logs: new Logs(context), environment });
  const dynamodb = {
    handle: async ({ body }: AuthenticatedRequest) => {
      const { TableName } = JSON.parse(body.toString()) as { TableName: string };
      asked.push(TableName);
      return { status: 200, headers: {}, body: Buffer.from("{}") };
    },
  };
  const door = await FrontDoor.start(context, iam, lambda, { dynamodb });
  const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const role = iam.createRole({
    roleName: "r",
    assumeRolePolicyDocument: policy({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  });
  iam.putRolePolicy(role.roleName, "all", policy({ Effect: "Allow", Action: "*", Resource: "*" }));
  const source = `
    import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
    const client = new DynamoDBClient({});
    export const handler = async ({ table, wait }) => {
      const answer = client.send(new DescribeTableCommand({ TableName: table }));
      if (wait) await answer;
    };`;
  await lambda.createFunction({
    ...{ functionName: "f", role: role.arn, handler: "index.handler", runtime: "nodejs24.x" },
    code: new Map([["index.mjs", Buffer.from(source)]]),
  });
  return {
    lambda,
    call: (table: string, wait: boolean) =>
      lambda.invoke({
        functionArn: `arn:aws:lambda:us-east-1:${context.accountId}:function:f`,
        payload: JSON.stringify({ table, wait }),
        caller: { principalArn: "arn:aws:iam::000000000000:root" },
      }),
    held: () =>
      new Promise<CloudEvent>((resolve) => context.events.listen((e) => e.kind === "held" && resolve(e))),
    seen: test.seen,
    async dispose() {
      await lambda.stop();
      await door.stop();
      await test.dispose();
    },
  };
}

test("a call that a handler waits for goes through at once", async () => {
  for (const table of ["one", "two"]) {
    expect(await world.call(table, true)).toEqual({ kind: "returned", payload: "null" });
  }
  expect(asked).toEqual(["one", "two"]);
  expect(world.seen).toEqual([]);
});

test("a call that a handler left behind goes on with the next invocation, however warm its connection", async () => {
  await world.call("warm", true);
  for (const round of ["1", "2", "3", "4"]) {
    const held = world.held();
    await world.call(`left ${round}`, false);
    expect(await held).toMatchObject({ kind: "held", functionName: "f" });
    expect(asked).not.toContain(`left ${round}`);
    await world.call(`awaited ${round}`, true);
    expect(asked).toContain(`left ${round}`);
  }
});

test("a call that a handler left behind is lost with its environment", async () => {
  const held = world.held();
  await world.call("left", false);
  await held;
  await world.lambda.updateFunctionConfiguration("f", { memorySize: 256 });
  await world.call("after", true);
  await world.lambda.deleteFunction("f");
  expect(asked).toEqual(["after"]);
});
