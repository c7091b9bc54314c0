import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LambdaFixture, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
beforeEach(async () => (fixture = await startLambda()));
afterEach(() => fixture.dispose());

describe("a handler", () => {
  test("gets the event and its answer comes back as JSON", async () => {
    await fixture.create("echo", "export const handler = async (event) => ({ got: event });");
    expect(await fixture.invoke("echo", { text: "häh?\n" })).toEqual({
      kind: "returned",
      payload: '{"got":{"text":"häh?\\n"}}',
    });
  });

  test("that returns nothing answers null", async () => {
    await fixture.create("quiet", "export const handler = async () => {};");
    expect(await fixture.invoke("quiet")).toEqual({ kind: "returned", payload: "null" });
  });

  test("runs in the same process from one call to the next, which is never ours", async () => {
    await fixture.create("count", "let n = 0; export const handler = async () => [++n, process.pid];");
    const [first, pid] = (await fixture.call("count")) as number[];
    expect(pid).not.toBe(process.pid);
    expect([first, await fixture.call("count")]).toEqual([1, [2, pid]]);
  });

  test("gets payloads of several megabytes and may answer with as much", async () => {
    await fixture.create("big", "export const handler = async ({ text }) => text;");
    const text = "ä".repeat(2_500_000);
    expect(await fixture.call("big", { text })).toBe(text);
  });

  test("gets the whole context", async () => {
    await fixture.create(
      "context",
      `export const handler = async (event, context) =>
         ({ ...context, remaining: context.getRemainingTimeInMillis() });`,
      { timeout: 7, memorySize: 256 },
    );
    expect(await fixture.call("context")).toEqual({
      functionName: "context",
      functionVersion: "$LATEST",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:context",
      memoryLimitInMB: "256",
      awsRequestId: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      logGroupName: "/aws/lambda/context",
      logStreamName: expect.stringMatching(/^2026\/01\/01\/\[\$LATEST\][0-9a-f]{32}$/),
      callbackWaitsForEmptyEventLoop: true,
      remaining: expect.toSatisfy((ms: number) => ms > 0 && ms <= 7000),
    });
  });
});

describe("code", () => {
  test("is CommonJS in index.js, and finds the SDK of the runtime", async () => {
    await fixture.create(
      "commonjs",
      `const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
       exports.handler = async () => typeof DynamoDBClient;`,
      { file: "index.js" },
    );
    expect(await fixture.call("commonjs")).toBe("function");
  });

  test("may be an ES module that imports the SDK, in a folder, with a nested export", async () => {
    await fixture.create(
      "nested",
      `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
       export const api = { handler: async () => typeof DynamoDBClient };`,
      { file: "src/main.mjs", handler: "src/main.api.handler" },
    );
    expect(await fixture.call("nested")).toBe("function");
  });

  test("may reach names under localhost", async () => {
    await fixture.create(
      "names",
      `import { lookup } from "node:dns/promises";
       export const handler = async () => (await lookup("api.localhost", { family: 4 })).address;`,
    );
    expect(await fixture.call("names")).toBe("127.0.0.1");
  });
});

describe("the runtime nodejs22.x", () => {
  const runtime = "nodejs22.x";

  test("waits for a callback, and for the event loop to run empty", async () => {
    await fixture.create(
      "callback",
      `let late = "no";
       exports.handler = (event, context, callback) => {
         setTimeout(() => { late = "yes"; }, 5);
         callback(null, { toString: () => "", toJSON: () => late });
       };`,
      { file: "index.js", runtime },
    );
    expect(await fixture.call("callback")).toBe("yes");
  });

  test("answers at the callback when the function does not want to wait", async () => {
    await fixture.create(
      "impatient",
      `exports.handler = (event, context, callback) => {
         context.callbackWaitsForEmptyEventLoop = false;
         setInterval(() => {}, 1000);
         callback(null, "now");
       };`,
      { file: "index.js", runtime },
    );
    expect(await fixture.call("impatient")).toBe("now");
  });

  test("answers null when nothing is left that could answer", async () => {
    await fixture.create("never", "export const handler = () => new Promise(() => {});", { runtime });
    expect(await fixture.call("never")).toBe(null);
  });

  test("fails with the error given to the callback", async () => {
    await fixture.create(
      "failing",
      "exports.handler = (event, context, callback) => callback(new TypeError('no'));",
      {
        file: "index.js",
        runtime,
      },
    );
    expect(await fixture.invoke("failing")).toMatchObject({ errorType: "TypeError", errorMessage: "no" });
  });
});

test("nodejs24.x refuses callbacks and names the way out", async () => {
  await fixture.create("callback", "exports.handler = (event, context, callback) => callback();", {
    file: "index.js",
  });
  expect(await fixture.invoke("callback")).toMatchObject({
    errorType: "Runtime.CallbackHandlerDeprecated",
    errorMessage: expect.stringContaining("Make index.handler an async function"),
  });
});
