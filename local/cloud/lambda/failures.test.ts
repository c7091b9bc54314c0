import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FunctionInput } from "./lambda.ts";
import { type LambdaFixture, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
beforeEach(async () => (fixture = await startLambda()));
afterEach(() => fixture.dispose());

/** What a function of this source fails with. */
async function failureOf(source: string, options: Partial<FunctionInput> & { file?: string } = {}) {
  await fixture.create("f", source, options);
  return fixture.invoke("f");
}

const requestId = "[0-9a-f-]{36}";

describe("a handler that fails", () => {
  test("reports the error's name, message and stack, and stays warm", async () => {
    await fixture.create(
      "f",
      `let calls = 0;
       export const handler = async (event) => { calls++; if (event.fail) throw new RangeError("too far"); return calls; };`,
    );
    expect(await fixture.invoke("f", { fail: true })).toEqual({
      kind: "failed",
      errorType: "RangeError",
      errorMessage: "too far",
      trace: expect.arrayContaining(["RangeError: too far", expect.stringContaining("index.mjs:2")]),
    });
    expect(await fixture.call("f")).toBe(2);
  });

  test("may throw what is no error", async () => {
    expect(await failureOf("export const handler = async () => { throw 'words'; };")).toMatchObject({
      errorType: "string",
      errorMessage: "words",
      trace: [],
    });
  });

  test("with an answer that JSON cannot say names the reason", async () => {
    expect(await failureOf("export const handler = async () => 1n;")).toMatchObject({
      errorType: "Runtime.JSONStringifyError",
      errorMessage: expect.stringContaining("BigInt"),
    });
  });

  test("with an answer over 6 MB is told the limit, and stays warm", async () => {
    await fixture.create(
      "f",
      "let calls = 0; export const handler = async ({ size }) => (calls++, size ? 'x'.repeat(size) : calls);",
    );
    expect(await fixture.invoke("f", { size: 6_291_556 })).toMatchObject({
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: expect.stringContaining("(6291556 bytes)"),
    });
    expect(await fixture.call("f")).toBe(2);
  });

  test("by leaving a promise rejected fails the call and loses the process", async () => {
    await fixture.create(
      "f",
      `export const handler = async ({ reject }) => { if (reject) Promise.reject(new Error("forgotten")); return process.pid; };`,
    );
    const pid = await fixture.call("f");
    expect(await fixture.invoke("f", { reject: true })).toMatchObject({
      errorType: "Runtime.UnhandledPromiseRejection",
      errorMessage: "Error: forgotten",
    });
    expect(await fixture.call("f")).not.toBe(pid);
  });

  test("outside of its promise fails the call", async () => {
    expect(
      await failureOf(
        `export const handler = () => new Promise(() => { setTimeout(() => { throw new SyntaxError("late"); }); });`,
      ),
    ).toMatchObject({ errorType: "SyntaxError", errorMessage: "late" });
  });

  test("by never settling with nothing left to do ends its process", async () => {
    expect(await failureOf("export const handler = () => new Promise(() => {});")).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(
        `^RequestId: ${requestId} Error: Runtime exited without providing a reason$`,
      ),
    });
  });

  test("by leaving is told with which status, and the next call gets a new process", async () => {
    await fixture.create(
      "f",
      "export const handler = async ({ leave }) => leave === undefined ? 'here' : process.exit(leave);",
    );
    expect(await fixture.invoke("f", { leave: 3 })).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(
        `^RequestId: ${requestId} Error: Runtime exited with error: exit status 3$`,
      ),
    });
    expect(await fixture.call("f")).toBe("here");
  });

  test("by having more memory than it is given, outside of the heap, is killed", async () => {
    await fixture.create(
      "f",
      `export const handler = async ({ mb }) => { const held = Buffer.alloc(mb * 1024 * 1024, 1); return held.length; };`,
    );
    expect(await fixture.invoke("f", { mb: 200 })).toEqual({
      kind: "failed",
      errorType: "Runtime.OutOfMemory",
      errorMessage: expect.stringMatching(
        `^RequestId: ${requestId} Error: Runtime exited with error: signal: killed$`,
      ),
    });
    expect(fixture.written("f").slice(-3)).toEqual([
      expect.stringMatching("signal: killed\nRuntime.OutOfMemory$"),
      expect.stringMatching("^END "),
      expect.stringMatching(
        "\tMemory Size: 128 MB\tMax Memory Used: 128 MB\t.*Status: error\tError Type: Runtime.OutOfMemory$",
      ),
    ]);
    expect(await fixture.call("f", { mb: 1 })).toBe(1024 * 1024);
  });

  test("by having too much while it runs is killed at once", async () => {
    await fixture.create(
      "f",
      `export const handler = async () => { globalThis.held = Buffer.alloc(200 * 1024 * 1024, 1); console.log("full"); for (;;); };`,
    );
    const full = fixture.nextLog();
    const result = fixture.invoke("f");
    await full;
    fixture.context.clock.advance(100);
    expect(await result).toMatchObject({ errorType: "Runtime.OutOfMemory" });
  });

  test("by filling its heap is aborted", async () => {
    expect(
      await failureOf(
        "const all = []; export const handler = async () => { for (;;) all.push({ all: [...all] }); };",
      ),
    ).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching("Runtime exited with error: signal: aborted"),
    });
  });
});

describe("a function that does not initialise", () => {
  test.each<[string, string, Partial<FunctionInput> & { file?: string }, object]>([
    [
      "without the file",
      "export const handler = 1;",
      { handler: "main.handler" },
      { errorType: "Runtime.ImportModuleError", errorMessage: expect.stringContaining("Cannot find module") },
    ],
    [
      "without the export",
      "export const other = 1;",
      {},
      {
        errorType: "Runtime.HandlerNotFound",
        errorMessage: "index.handler is undefined or not exported",
      },
    ],
    [
      "with an export that is no function",
      "export const handler = {};",
      {},
      { errorType: "Runtime.HandlerNotFound", errorMessage: "index.handler is not a function" },
    ],
    [
      "with a handler name that has no export",
      "export const handler = 1;",
      { handler: "index" },
      {
        errorType: "Runtime.MalformedHandlerName",
        errorMessage: expect.stringContaining("Bad handler index"),
      },
    ],
    [
      "with code that does not parse",
      "export const handler = = 1;",
      {},
      { errorType: "Runtime.UserCodeSyntaxError", errorMessage: expect.stringContaining("SyntaxError") },
    ],
    [
      "with a missing CommonJS module",
      "require('nowhere');",
      { file: "index.js" },
      { errorType: "Runtime.ImportModuleError", errorMessage: expect.stringContaining("'nowhere'") },
    ],
    [
      "with a missing ES module",
      "import 'nowhere';",
      {},
      { errorType: "Error", errorMessage: expect.stringContaining("'nowhere'") },
    ],
    [
      "with code that throws",
      "throw new EvalError('at once');",
      {},
      { errorType: "EvalError", errorMessage: "at once" },
    ],
    [
      "with code that leaves",
      "process.exit(7);",
      {},
      { errorType: "Runtime.ExitError", errorMessage: expect.stringContaining("exit status 7") },
    ],
  ])("%s fails the call", async (_case, source, options, expected) => {
    expect(await failureOf(source, options)).toMatchObject({ kind: "failed", ...expected });
  });

  test("fails every call that waited for it", async () => {
    await fixture.create("f", "throw new Error('no');");
    const results = await Promise.all([fixture.invoke("f"), fixture.invoke("f")]);
    expect(results).toMatchObject([{ errorMessage: "no" }, { errorMessage: "no" }]);
  });

  test("within ten seconds has another try, in the time of the call", async () => {
    await fixture.create("f", "console.log('initialising'); for (;;);");
    const initialising = fixture.nextLog();
    const result = fixture.invoke("f");
    await initialising;
    const again = fixture.nextLog();
    fixture.context.clock.advance(10_000);
    await again;
    fixture.context.clock.advance(3_000);
    expect(await result).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringContaining("Task timed out after 3.00 seconds"),
    });
    expect(fixture.written("f")).toEqual([
      expect.stringMatching("^INIT_START "),
      expect.stringContaining("\tinitialising"),
      "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout",
      expect.stringContaining("\tinitialising"),
      "INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout",
      expect.stringMatching("^START "),
      expect.stringContaining("Task timed out after 3.00 seconds"),
      expect.stringMatching("^END "),
      expect.stringMatching("Duration: 3000.00 ms.*\tStatus: timeout$"),
    ]);
  });

  test("may do so at the second try: its time is the call's", async () => {
    await fixture.create(
      "f",
      `import { existsSync, writeFileSync } from "node:fs";
       const mark = process.env.TMPDIR + "/tried";
       if (!existsSync(mark)) { writeFileSync(mark, ""); throw new Error("first"); }
       export const handler = async () => "second";`,
    );
    expect(await fixture.call("f")).toBe("second");
    const [, , ...rest] = fixture.written("f");
    expect(rest).toEqual([
      "INIT_REPORT Init Duration: 0.00 ms\tPhase: init\tStatus: error\tError Type: Error",
      expect.stringMatching("^START "),
      expect.stringMatching("^END "),
      expect.not.stringContaining("Init Duration"),
    ]);
    expect(await fixture.call("f")).toBe("second");
  });

  test("logs both tries and the call that failed", async () => {
    await failureOf("process.exit(7);");
    expect(fixture.written("f").slice(1)).toEqual([
      "INIT_REPORT Init Duration: 0.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError",
      "INIT_REPORT Init Duration: 0.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError",
      expect.stringMatching("^START "),
      expect.stringMatching(
        "^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 7\nRuntime.ExitError$",
      ),
      expect.stringMatching("^END "),
      expect.stringMatching("\tStatus: error\tError Type: Runtime.ExitError$"),
    ]);
  });
});

describe("the time limit", () => {
  test.each(["await new Promise(() => setInterval(() => {}, 1000))", "for (;;)"])(
    "ends `%s`, and the next call gets a new process",
    async (hang) => {
      await fixture.create(
        "f",
        `export const handler = async ({ hang }) => { if (!hang) return "here"; console.log("hanging"); ${hang}; };`,
      );
      const hanging = new Promise((resolve) => fixture.context.events.listen(resolve));
      const result = fixture.invoke("f", { hang: true });
      await hanging;
      fixture.context.clock.advance(2999);
      fixture.context.clock.advance(1);
      expect(await result).toEqual({
        kind: "failed",
        errorType: "Sandbox.Timedout",
        errorMessage: expect.stringMatching(
          `^RequestId: ${requestId} Error: Task timed out after 3.00 seconds$`,
        ),
      });
      expect(fixture.logged().at(-1)).toMatch(
        new RegExp(`^2026-01-01T00:00:03.000Z ${requestId} Task timed out after 3.00 seconds$`),
      );
      expect(await fixture.call("f")).toBe("here");
    },
  );

  test("counts from the call, not from the start of the process", async () => {
    await fixture.create("f", "export const handler = async () => 'in time';", { timeout: 1 });
    expect(await fixture.call("f")).toBe("in time");
    fixture.context.clock.advance(2000);
    expect(await fixture.call("f")).toBe("in time");
  });
});
