import { afterEach, beforeEach, expect, test } from "vitest";
import { AwsError } from "../errors.ts";
import { FakeClock } from "../fake-clock.ts";
import { createTestContext } from "../testing.ts";
import { AsyncInvocations } from "./async-invocations.ts";
import type { InvokeResult } from "./invoke-result.ts";

/** Tells for how long someone wants to wait. */
class WatchedClock extends FakeClock {
  #asked = Promise.withResolvers<number>();

  override after(ms: number, callback: () => void) {
    const timer = super.after(ms, callback);
    this.#asked.resolve(ms);
    return timer;
  }

  async advanceToNext() {
    const ms = await this.#asked.promise;
    this.#asked = Promise.withResolvers();
    this.advance(ms);
    return ms;
  }
}

const FAILED: InvokeResult = { kind: "failed", errorType: "Error", errorMessage: "no" };
const RETURNED: InvokeResult = { kind: "returned", payload: "null" };
const throttled = () => new AwsError("TooManyRequestsException", "Rate Exceeded.", 429);

let dispose: () => Promise<void>;
let clock: WatchedClock;
let invocations: AsyncInvocations;
let dropped: Promise<string>;

beforeEach(async () => {
  const test = await createTestContext();
  ({ dispose } = test);
  clock = new WatchedClock();
  invocations = new AsyncInvocations({ ...test, clock });
  dropped = new Promise((resolve) =>
    test.events.listen((event) => event.kind === "dropped" && resolve(event.reason)),
  );
});
afterEach(() => dispose());

/** Starts an invocation whose attempts end as listed, the last one for ever. */
function start(...ends: (InvokeResult | Error)[]) {
  let attempts = 0;
  const done = Promise.withResolvers<void>();
  invocations.add("f", async () => {
    const end = ends[Math.min(attempts++, ends.length - 1)];
    if (end instanceof Error) throw end;
    if (end?.kind === "returned") done.resolve();
    return end ?? FAILED;
  });
  return { done: done.promise, attempts: () => attempts };
}

test("a function that fails is tried again after one minute and after two more, then the event is dropped", async () => {
  const { attempts } = start(FAILED);
  expect(await clock.advanceToNext()).toBe(60_000);
  expect(await clock.advanceToNext()).toBe(120_000);
  expect(await dropped).toBe("Error: no");
  expect(attempts()).toBe(3);
});

test("one that succeeds at last is not tried again", async () => {
  const { done, attempts } = start(FAILED, RETURNED);
  await clock.advanceToNext();
  await done;
  clock.advance(3_600_000);
  expect(attempts()).toBe(2);
});

test("throttling counts as no attempt, and is waited out for longer each time, for six hours", async () => {
  start(throttled());
  const pauses = [];
  for (let waited = 0; waited < 500; waited++) {
    const pause = await Promise.race([clock.advanceToNext(), dropped]);
    if (typeof pause === "string") break;
    pauses.push(pause / 1000);
  }
  expect(pauses.slice(0, 11)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  expect(await dropped).toContain("Rate Exceeded.");
  const total = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(total).toBeLessThanOrEqual(6 * 3600);
  expect(total).toBeGreaterThan(6 * 3600 - 301);
});

test("an event for a function that is gone is dropped at once", async () => {
  const { attempts } = start(new AwsError("ResourceNotFoundException", "Function not found: f", 404));
  expect(await dropped).toContain("Function not found: f");
  expect(attempts()).toBe(1);
});

test("nothing is tried again after the end of the cloud", async () => {
  const { attempts } = start(throttled());
  await new Promise<void>((resolve) => setImmediate(resolve));
  invocations.stop();
  clock.advance(3_600_000);
  expect(attempts()).toBe(1);
});
