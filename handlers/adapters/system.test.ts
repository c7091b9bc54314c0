import { afterEach, expect, test, vi } from "vitest";
import { jsonLog } from "./system.ts";

afterEach(() => vi.restoreAllMocks());

test("what happens is one line of JSON", () => {
  const written = vi.spyOn(console, "log").mockReturnValue();
  jsonLog.info("message sent", { connectionId: "a=", delivered: 2 });
  expect(written.mock.calls).toEqual([
    ['{"level":"info","event":"message sent","connectionId":"a=","delivered":2}'],
  ]);
});

test("what fails is one line of JSON with the error's name, words and stack", () => {
  const written = vi.spyOn(console, "error").mockReturnValue();
  jsonLog.error("route failed", new TypeError("no such thing"), { connectionId: "a=" });
  jsonLog.error("route failed", "thrown text", { connectionId: "a=" });
  expect(written.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
    {
      level: "error",
      event: "route failed",
      connectionId: "a=",
      error: "TypeError",
      reason: "no such thing",
      stack: expect.stringContaining("system.test.ts"),
    },
    { level: "error", event: "route failed", connectionId: "a=", reason: "thrown text" },
  ]);
});
