import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FunctionInput } from "./lambda.ts";
import { closed, type LambdaFixture, openDoor, startLambda } from "./testing.ts";

let fixture: LambdaFixture;
let door: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  fixture = await startLambda();
  door = await openDoor();
});
afterEach(async () => {
  await fixture.dispose();
  door.close();
});

/** Each call connects to the door and answers when the test ends the connection. */
function createHeld(functionName: string, options: Partial<FunctionInput> = {}) {
  return fixture.create(
    functionName,
    `import { connect } from "node:net";
     import { once } from "node:events";
     export const handler = async (event) => {
       await once(connect(${door.port}, "localhost").resume(), "end");
       return { event, pid: process.pid };
     };`,
    options,
  );
}

test("calls of a warm function run one after the other in one process, in the order of arrival", async () => {
  await fixture.create(
    "f",
    "const seen = []; export const handler = async (n) => (seen.push(n), { pid: process.pid, seen: [...seen] });",
  );
  const numbers = Array.from({ length: 200 }, (_, n) => n);
  const results = (await Promise.all(numbers.map((n) => fixture.call("f", n)))) as {
    pid: number;
    seen: number[];
  }[];
  expect(results.at(-1)?.seen).toEqual(numbers);
  expect(new Set(results.map(({ pid }) => pid)).size).toBe(1);
});

test("a call that finds no environment free for a while gets another", async () => {
  await createHeld("f");
  const first = fixture.call("f", 1);
  const firstRunning = await door.next();
  const second = fixture.call("f", 2);
  fixture.context.clock.advance(999);
  fixture.context.clock.advance(1);
  const secondRunning = await door.next();
  firstRunning.end();
  secondRunning.end();
  const [one, two] = (await Promise.all([first, second])) as { event: number; pid: number }[];
  expect([one?.event, two?.event]).toEqual([1, 2]);
  expect(one?.pid).not.toBe(two?.pid);
});

test("a function known to be slow gets another environment after a short wait", async () => {
  await createHeld("f");
  const slow = fixture.call("f", 0);
  const slowRunning = await door.next();
  fixture.context.clock.advance(500);
  slowRunning.end();
  await slow;
  const calls = [1, 2].map((n) => fixture.call("f", n));
  const first = await door.next();
  fixture.context.clock.advance(25);
  const second = await door.next();
  first.end();
  second.end();
  const results = (await Promise.all(calls)) as { pid: number }[];
  expect(new Set(results.map(({ pid }) => pid)).size).toBe(2);
});

test("calls that wait while others get their turn start no further environment", async () => {
  await createHeld("f");
  const calls = [1, 2, 3].map((n) => fixture.call("f", n));
  (await door.next()).end();
  await calls[0];
  const second = await door.next();
  fixture.context.clock.advance(999);
  second.end();
  await calls[1];
  const third = await door.next();
  fixture.context.clock.advance(999);
  third.end();
  const results = (await Promise.all(calls)) as { pid: number }[];
  expect(new Set(results.map(({ pid }) => pid)).size).toBe(1);
});

test("calls stay with the warm environment when another does not start", async () => {
  await fixture.create(
    "f",
    `import { existsSync, writeFileSync } from "node:fs";
     import { connect } from "node:net";
     import { once } from "node:events";
     if (existsSync("started")) { await once(connect(${door.port}, "localhost").resume(), "end"); throw new Error("twice"); }
     writeFileSync("started", "");
     export const handler = async (event) => {
       await once(connect(${door.port}, "localhost").resume(), "end");
       return event;
     };`,
  );
  const first = fixture.call("f", 1);
  const firstRunning = await door.next();
  const second = fixture.call("f", 2);
  fixture.context.clock.advance(1000);
  (await door.next()).end();
  firstRunning.end();
  expect(await first).toBe(1);
  (await door.next()).end();
  expect(await second).toBe(2);
});

test("an error between two calls ends the process, and the next call gets another", async () => {
  await fixture.create(
    "f",
    `import { connect } from "node:net";
     export const handler = async () => {
       connect(${door.port}, "localhost").resume().on("end", () => { throw new Error("late"); });
       return process.pid;
     };`,
  );
  const pid = await fixture.call("f");
  const logged = new Promise<string>((resolve) =>
    fixture.context.events.listen((event) => event.kind === "log" && resolve(event.message)),
  );
  const socket = await door.next();
  await closed(socket);
  expect(await logged).toContain("Uncaught Exception");
  expect(await fixture.call("f")).not.toBe(pid);
});

describe("reserved concurrency", () => {
  test("throttles the calls beyond it", async () => {
    await createHeld("f", { reservedConcurrentExecutions: 1 });
    const first = fixture.call("f", 1);
    await expect(fixture.invoke("f")).rejects.toMatchObject({
      code: "TooManyRequestsException",
      status: 429,
    });
    (await door.next()).end();
    await first;
    const second = fixture.call("f", 2);
    (await door.next()).end();
    expect(await second).toMatchObject({ event: 2 });
  });

  test("of nothing switches the function off", async () => {
    await fixture.create("f", "export const handler = async () => {};", { reservedConcurrentExecutions: 0 });
    await expect(fixture.invoke("f")).rejects.toMatchObject({ code: "TooManyRequestsException" });
  });
});

test("the account's concurrency throttles the functions that share it", async () => {
  const small = await startLambda({ accountConcurrency: 1 });
  await small.create("f", "export const handler = async () => 'f';");
  await small.create("g", "export const handler = async () => 'g';");
  const first = small.call("f");
  await expect(small.invoke("g")).rejects.toMatchObject({ code: "TooManyRequestsException", status: 429 });
  await first;
  expect(await small.call("g")).toBe("g");
  await small.dispose();
});

describe("an update", () => {
  const code = (source: string) => new Map([["index.mjs", Buffer.from(source)]]);

  test("of the code holds from the next call on; a call in progress ends with the old", async () => {
    await createHeld("f");
    const old = fixture.call("f", "old");
    const running = await door.next();
    const before = fixture.lambda.getFunction("f");
    const after = await fixture.lambda.updateFunctionCode(
      "f",
      code("export const handler = async () => 'new';"),
    );
    expect(after.codeSha256).not.toBe(before.codeSha256);
    expect(await fixture.call("f")).toBe("new");
    running.end();
    expect(await old).toMatchObject({ event: "old" });
  });

  test("of the configuration reaches the next call", async () => {
    await fixture.create("f", "export const handler = async () => process.env.COLOUR;", {
      environment: { COLOUR: "red" },
    });
    expect(await fixture.call("f")).toBe("red");
    await fixture.lambda.updateFunctionConfiguration("f", { environment: { COLOUR: "blue" } });
    expect(await fixture.call("f")).toBe("blue");
  });

  test("to code that fails is the error of the next call, and the one after repairs it", async () => {
    await fixture.create("f", "export const handler = async () => 1;");
    await fixture.lambda.updateFunctionCode("f", code("throw new Error('broken');"));
    expect(await fixture.invoke("f")).toMatchObject({ kind: "failed", errorMessage: "broken" });
    await fixture.lambda.updateFunctionCode("f", code("export const handler = async () => 2;"));
    expect(await fixture.call("f")).toBe(2);
  });
});
