import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type LambdaFixture, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
beforeEach(async () => (fixture = await startLambda()));
afterEach(() => fixture.dispose());

const RETURN_VARIABLES = "export const handler = async () => process.env;";

describe("a function's variables", () => {
  test("are what Lambda gives, its own, and where the services are: nothing of the machine", async () => {
    await fixture.create("f", RETURN_VARIABLES, { environment: { TABLE_NAME: "connections" } });
    expect(await fixture.call("f")).toEqual({
      _HANDLER: "index.handler",
      AWS_ACCESS_KEY_ID: "ASIATEST",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ENDPOINT_URL_DYNAMODB: "http://localhost:1",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
      AWS_LAMBDA_FUNCTION_NAME: "f",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_FORMAT: "Text",
      AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/f",
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringContaining("[$LATEST]"),
      AWS_LAMBDA_RUNTIME_API: "fd:4",
      AWS_REGION: "us-east-1",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "token",
      LAMBDA_RUNTIME_DIR: expect.any(String),
      LAMBDA_TASK_ROOT: expect.stringContaining("/functions/f-1"),
      LANG: "en_US.UTF-8",
      NODE_COMPILE_CACHE: expect.any(String),
      NODE_EXTRA_CA_CERTS: expect.any(String),
      NODE_PATH: expect.any(String),
      PATH: expect.any(String),
      TMPDIR: expect.any(String),
      TABLE_NAME: "connections",
      TZ: ":UTC",
    });
  });

  test("that Lambda sets itself are refused by name", async () => {
    const environment = { AWS_REGION: "eu-west-1", OTHER: "fine", _HANDLER: "x" };
    await expect(fixture.create("f", RETURN_VARIABLES, { environment })).rejects.toMatchObject({
      code: "InvalidParameterValueException",
      message: expect.stringContaining("Lambda sets AWS_REGION, _HANDLER itself"),
    });
  });

  test.each([
    ["with a malformed name", { "1ST": "x", GOOD: "y" }, "1ST must be letters"],
    ["over 4 KB together", { BIG: "x".repeat(4096) }, "at most 4096 are allowed"],
  ])("%s are refused", async (_case, environment, problem) => {
    await expect(fixture.create("f", RETURN_VARIABLES, { environment })).rejects.toThrow(problem);
  });
});

test("a function trusts the cloud's own certificate", async () => {
  const server = createHttpsServer(fixture.context.certificate, (_request, response) =>
    response.end("hello"),
  );
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  await fixture.create(
    "f",
    `export const handler = async () => (await fetch("https://localhost:${port}/")).text();`,
  );
  expect(await fixture.call("f")).toBe("hello");
  server.close();
  server.closeAllConnections();
});

describe("between calls", () => {
  test("a process is frozen: what it left running stands still until the next call", async () => {
    await fixture.create(
      "f",
      `const ticks = new Set();
       const tick = () => { ticks.add(Date.now()); setImmediate(tick); };
       export const handler = async () => { if (ticks.size === 0) tick(); return [...ticks]; };`,
    );
    await fixture.call("f");
    fixture.context.clock.advance(20);
    await coldStart("one");
    const from = Date.now();
    await coldStart("two");
    const to = Date.now();
    const ticks = (await fixture.call("f")) as number[];
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.filter((at) => at > from && at < to)).toEqual([]);
  });

  test("a process that nobody calls for minutes is ended", async () => {
    await fixture.create("f", "export const handler = async () => process.pid;");
    const pid = await fixture.call("f");
    fixture.context.clock.advance(20);
    fixture.context.clock.advance(5 * 60_000);
    expect(await fixture.call("f")).not.toBe(pid);
  });
});

/** Something that takes its time and needs no clock. */
async function coldStart(functionName: string) {
  await fixture.create(functionName, "export const handler = async () => {};");
  await fixture.call(functionName);
}
