// The policy pack at a start.
import { expect, test } from "vitest";
import { runToEnd, startCloud } from "./support/cloud.ts";

/** It has no pack of its own, and is written without a thought of one. */
const PROGRAM = ["--program", "e2e/programs/raw"];

test("a pack that forbids what a program makes keeps it from starting, and says what to do", async () => {
  const { code, errors, output } = await runToEnd(...PROGRAM, "--policy", "policy", "--port", "0");
  expect(code).toBe(1);
  expect(output).toBe("");
  expect(errors).toMatch(/error: websocket-stage-throttles: .*\n\s+Why: .*\n\s+To mend it: /);
  expect(errors).toContain("a policy forbids it, so there is nothing to serve");
});

test("with policies off it starts, which is said loudly", async () => {
  const cloud = await startCloud(...PROGRAM, "--policy", "off");
  expect(cloud.errors()).toContain("POLICIES ARE OFF");
  expect(await cloud.stop()).toBe(0);
});
