import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LambdaFixture, openDoor, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
beforeEach(async () => (fixture = await startLambda()));
afterEach(() => fixture.dispose());

const ISO = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
const ID = "[0-9a-f-]{36}";

const written = (logGroup: string) => fixture.logs.getLogEvents(logGroup).map(({ message }) => message);

test("a call is framed by START, END and REPORT; only the function's own lines are events", async () => {
  await fixture.create("f", `export const handler = async () => { console.log("hello %s", "you"); };`);
  await fixture.call("f");
  await fixture.call("f");
  const report = (init: string) =>
    `^REPORT RequestId: ${ID}\tDuration: 0\\.00 ms\tBilled Duration: 0 ms\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB${init}$`;
  const call = (init: string) =>
    [
      `^START RequestId: ${ID} Version: \\$LATEST$`,
      `^${ISO}\t${ID}\tINFO\thello you$`,
      `^END RequestId: ${ID}$`,
      report(init),
    ].map((pattern) => expect.stringMatching(pattern));
  const initStart =
    "^INIT_START Runtime Version: nodejs:24\\.v\\d+\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$";
  expect(written("/aws/lambda/f")).toEqual([
    expect.stringMatching(initStart),
    ...call("\tInit Duration: 0\\.00 ms"),
    ...call(""),
  ]);
  expect(fixture.context.seen).toEqual([
    {
      kind: "log",
      at: fixture.context.clock.now(),
      functionName: "f",
      logGroup: "/aws/lambda/f",
      message: expect.stringMatching(`\tINFO\thello you$`),
    },
    expect.objectContaining({ kind: "log" }),
  ]);
});

test("each method of console has its level, and a message of several lines stays one event", async () => {
  await fixture.create(
    "f",
    `console.log("init");
     export const handler = async () => {
       console.debug("a"); console.info("b"); console.warn("c\\nd"); console.error({ e: 1 }); console.trace("f");
     };`,
  );
  await fixture.call("f");
  expect(fixture.logged().map((line) => line.split("\t").slice(2).join(" "))).toEqual([
    "INFO init",
    "DEBUG a",
    "INFO b",
    "WARN c\nd",
    "ERROR { e: 1 }",
    "TRACE f",
  ]);
  expect(fixture.logged()[0]).toContain("\tundefined\t");
});

test("what is written to stdout and stderr is logged line by line", async () => {
  await fixture.create(
    "f",
    `export const handler = async () => { process.stdout.write("one\\ntwo\\nthree"); process.exit(1); };`,
  );
  await fixture.invoke("f");
  expect(fixture.logged()).toEqual(["one", "two", "three"]);
});

test("the last words before a crash are kept, however long", async () => {
  await fixture.create(
    "f",
    `export const handler = async () => { console.log("x".repeat(3_000_000)); process.exit(1); };`,
  );
  await fixture.invoke("f");
  expect(fixture.logged()[0]?.split("\t")[3]).toHaveLength(3_000_000);
});

test("an error is logged with its stack, in terms of the source behind the bundle", async () => {
  const map = {
    version: 3,
    sources: ["send.ts"],
    names: [],
    sourcesContent: ["\n\n\n\nexport const handler = () => { throw new Error('no'); };"],
    // The whole first line of the bundle is line 5 of send.ts.
    mappings: "AAIA",
  };
  const comment = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
  await fixture.create("f", `export const handler = () => { throw new Error('no'); };\n${comment}`);
  const result = await fixture.invoke("f");
  expect(result).toMatchObject({ trace: expect.arrayContaining([expect.stringContaining("send.ts:5:")]) });
  expect(fixture.logged().at(-1)).toMatch(
    /\tERROR\tInvoke Error \t\{"errorType":"Error","errorMessage":"no","stack":\["Error: no",".*send\.ts:5:/,
  );
  expect(written("/aws/lambda/f").at(-1)).toMatch(/\tStatus: error\tError Type: Error$/);
});

test("what a function writes after its answer is seen with the next call", async () => {
  const door = await openDoor();
  await fixture.create(
    "f",
    `import { connect } from "node:net";
     export const handler = async ({ leave }) => {
       // The answer leaves in the next turn of the event loop, this comes in the one after.
       const late = () => { console.log("late"); connect(${door.port}, "localhost"); };
       if (leave) setImmediate(() => setImmediate(late));
     };`,
  );
  await fixture.call("f", { leave: true });
  await door.next();
  expect(fixture.logged()).toEqual([]);
  await fixture.call("f");
  const kinds = written("/aws/lambda/f").map((line) => /^[A-Z_]+(?= )|late$/.exec(line)?.[0]);
  expect(kinds).toEqual(["INIT_START", "START", "END", "REPORT", "START", "late", "END", "REPORT"]);
  door.close();
});

describe("the JSON format", () => {
  const platform = () => written("/aws/lambda/f").map((line) => JSON.parse(line));

  test.each([
    ["DEBUG", ["initStart", "initReport", "start", "runtimeDone", "report"]],
    ["INFO", ["initStart", "start", "report"]],
    ["WARN", []],
  ] as const)("has Lambda's own lines as records, at level %s: %j", async (systemLogLevel, types) => {
    fixture.logs.createLogGroup({ logGroupName: "/aws/lambda/f" });
    await fixture.create("f", "export const handler = async () => {};", {
      loggingConfig: { logFormat: "JSON", systemLogLevel },
    });
    await fixture.call("f");
    expect(platform().map(({ type }) => type)).toEqual(types.map((type) => `platform.${type}`));
  });

  test("says in them what the text says, and who runs where", async () => {
    await fixture.create("f", "export const handler = async () => process.exit(3);", {
      loggingConfig: { logFormat: "JSON" },
    });
    await fixture.invoke("f");
    const [initStart, start, runtimeDone, report] = platform();
    const { requestId } = start.record;
    expect(initStart).toMatchObject({
      time: "2026-01-01T00:00:00.000Z",
      record: { functionName: "f", functionVersion: "$LATEST", instanceMaxMemory: 134_217_728 },
    });
    expect(start.record).toEqual({
      ...{ requestId: expect.stringMatching(ID), version: "$LATEST" },
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:f",
    });
    expect(runtimeDone).toMatchObject({
      type: "platform.runtimeDone",
      record: { requestId, status: "error" },
    });
    expect(report.record).toEqual({
      requestId,
      metrics: {
        ...{ durationMs: 0, billedDurationMs: 0, memorySizeMB: 128, initDurationMs: 0 },
        maxMemoryUsedMB: expect.any(Number),
      },
      ...{ status: "error", errorType: "Runtime.ExitError" },
    });
  });

  test("writes an object per call, from the chosen level on, to the chosen group", async () => {
    await fixture.create(
      "f",
      `export const handler = async () => {
         console.debug("unheard"); console.info({ a: 1 }); console.error("failed:", new TypeError("no"));
       };`,
      { loggingConfig: { logFormat: "JSON", logGroup: "custom", applicationLogLevel: "INFO" } },
    );
    await fixture.call("f");
    expect(fixture.logged().map((line) => JSON.parse(line))).toEqual([
      {
        timestamp: expect.stringMatching(ISO),
        level: "INFO",
        requestId: expect.stringMatching(ID),
        message: { a: 1 },
      },
      {
        timestamp: expect.stringMatching(ISO),
        level: "ERROR",
        requestId: expect.stringMatching(ID),
        message: expect.stringContaining("failed: TypeError: no"),
        errorType: "TypeError",
        errorMessage: "no",
        stackTrace: expect.arrayContaining(["TypeError: no"]),
      },
    ]);
    expect(written("custom").length).toBeGreaterThan(2);
  });
});
