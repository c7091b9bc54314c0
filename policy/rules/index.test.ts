import { expect, test } from "vitest";
import { rules } from "./index.ts";

test("every rule says why, how bad it is, and what to do", () => {
  for (const rule of rules) {
    expect(rule).toMatchObject({
      description: expect.stringMatching(/\.$/),
      severity: expect.any(String),
      enforcementLevel: expect.any(String),
      remediationSteps: expect.stringMatching(/\.$/),
      url: expect.stringMatching(/^https:/),
    });
  }
});

test("no two rules have the same name", () => {
  const names = rules.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(0);
});
