import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closed, type LambdaFixture, openDoor, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
beforeEach(async () => (fixture = await startLambda()));
afterEach(() => fixture.dispose());

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
const SAYS_COLOUR = "export const handler = async () => process.env.COLOUR;";

const saying = (word: string) =>
  new Map([["index.mjs", Buffer.from(`export const handler = async () => "${word}";`)]]);

describe("a published version", () => {
  test("stays as it was when the function changes", async () => {
    await fixture.create("f", SAYS_COLOUR, { environment: { COLOUR: "red" }, timeout: 9 });
    expect(fixture.lambda.publishVersion("f")).toMatchObject({ version: "1", arn: `${ARN}:1` });
    await fixture.lambda.updateFunctionConfiguration("f", { environment: { COLOUR: "green" }, timeout: 5 });
    expect(await Promise.all(["f", "f:1", "f:$LATEST"].map((name) => fixture.call(name)))).toEqual([
      "green",
      "red",
      "green",
    ]);
    await fixture.lambda.updateFunctionCode("f", saying("hello"));
    expect([await fixture.call("f"), await fixture.call("f:1")]).toEqual(["hello", "red"]);
    expect(fixture.lambda.getFunction("f", "1")).toMatchObject({ timeout: 9, version: "1", arn: `${ARN}:1` });
  });

  test("is told which it is, and as what it was called", async () => {
    await fixture.create(
      "f",
      `export const handler = async (event, { functionVersion, invokedFunctionArn, logStreamName }) => ({
         variable: process.env.AWS_LAMBDA_FUNCTION_VERSION, functionVersion, invokedFunctionArn, logStreamName,
       });`,
    );
    fixture.lambda.publishVersion("f");
    for (const [name, version] of [
      ["f", "$LATEST"],
      ["f:$LATEST", "$LATEST"],
      ["f:1", "1"],
    ] as const) {
      expect(await fixture.call(name)).toEqual({
        ...{ variable: version, functionVersion: version, invokedFunctionArn: ARN.replace(/f$/, name) },
        logStreamName: expect.stringContaining(`/[${version}]`),
      });
    }
    expect(fixture.written("f")).toContainEqual(expect.stringMatching(/^START RequestId: \S+ Version: 1$/));
  });

  test("has environments of its own, which go on when the function changes", async () => {
    await fixture.create("f", "let calls = 0; export const handler = async () => [process.pid, ++calls];");
    fixture.lambda.publishVersion("f");
    const pidOf = async (name: string) => ((await fixture.call(name)) as [pid: number, calls: number])[0];
    const [latest, first] = await Promise.all([pidOf("f"), pidOf("f:1")]);
    expect(first).not.toBe(latest);
    await fixture.lambda.updateFunctionConfiguration("f", { memorySize: 256 });
    expect(await fixture.call("f:1")).toEqual([first, 2]);
  });

  test("is the last one again when code and configuration are the same", async () => {
    await fixture.create("f", SAYS_COLOUR, { description: "a" });
    const publish = (description?: string) => fixture.lambda.publishVersion("f", description).version;
    expect([publish(), publish(), publish("b")]).toEqual(["1", "1", "1"]);
    fixture.lambda.updateFunctionSettings("f", { tags: { a: "b" }, reservedConcurrentExecutions: 5 });
    fixture.context.clock.advance(1000);
    await fixture.lambda.updateFunctionConfiguration("f", { description: "a" });
    expect(publish()).toBe("1");
    await fixture.lambda.updateFunctionConfiguration("f", { environment: { COLOUR: "red" } });
    expect(publish("red")).toBe("2");
    await fixture.lambda.updateFunctionCode("f", saying("hello"));
    expect(publish()).toBe("3");
    const described = fixture.lambda.listVersions("f").map(({ arn, description }) => [arn, description]);
    expect(described).toEqual([
      [`${ARN}:$LATEST`, "a"],
      [`${ARN}:1`, "a"],
      [`${ARN}:2`, "red"],
      [`${ARN}:3`, "a"],
    ]);
  });

  test("has a number that no other version gets, of this function or of a later one of its name", async () => {
    await fixture.create("f", SAYS_COLOUR);
    fixture.lambda.publishVersion("f");
    await fixture.lambda.deleteFunction("f", "1");
    await expect(fixture.invoke("f:1")).rejects.toMatchObject({
      ...{ code: "ResourceNotFoundException", message: `Function not found: ${ARN}:1` },
    });
    expect(fixture.lambda.publishVersion("f").version).toBe("2");
    await fixture.lambda.deleteFunction("f");
    await fixture.create("f", SAYS_COLOUR);
    expect(fixture.lambda.publishVersion("f").version).toBe("3");
  });

  test("ends with its function, calls in progress too", async () => {
    const door = await openDoor();
    await fixture.create(
      "f",
      `import { connect } from "node:net";
       export const handler = () => new Promise(() => connect(${door.port}, "localhost"));`,
    );
    fixture.lambda.publishVersion("f");
    const result = fixture.invoke("f:1");
    const running = await door.next();
    await fixture.lambda.deleteFunction("f");
    expect(await result).toMatchObject({ kind: "failed", errorType: "Runtime.ExitError" });
    await closed(running);
    door.close();
  });
});

test("all versions of a function share the concurrency that it reserved", async () => {
  const door = await openDoor();
  await fixture.create(
    "f",
    `import { connect } from "node:net";
     import { once } from "node:events";
     export const handler = () => once(connect(${door.port}, "localhost").resume(), "end");`,
    { reservedConcurrentExecutions: 1 },
  );
  fixture.lambda.publishVersion("f");
  const call = fixture.invoke("f:1");
  const running = await door.next();
  await expect(fixture.invoke("f")).rejects.toMatchObject({ code: "TooManyRequestsException", status: 429 });
  running.end();
  expect(await call).toMatchObject({ kind: "returned" });
  door.close();
});

test.each(["f:7", "f:live", "g:1", "f:1:2"])("%s, which is not there, is not found", async (name) => {
  await fixture.create("f", SAYS_COLOUR);
  fixture.lambda.publishVersion("f");
  await expect(fixture.invoke(name)).rejects.toMatchObject({
    code: "ResourceNotFoundException",
    status: 404,
  });
});

test("$LATEST is deleted with the function only", async () => {
  await fixture.create("f", SAYS_COLOUR);
  await expect(fixture.lambda.deleteFunction("f", "$LATEST")).rejects.toMatchObject({
    ...{ code: "InvalidParameterValueException" },
    message: "$LATEST version cannot be deleted without deleting the function.",
  });
});
