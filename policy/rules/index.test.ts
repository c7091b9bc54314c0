import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

test("every rule has its cases in the file beside its own", () => {
  const text = (file: string) => readFileSync(join(import.meta.dirname, file), "utf8");
  const files = readdirSync(import.meta.dirname).filter((file) => !file.endsWith(".test.ts"));
  const declared = files.flatMap((file) =>
    [...text(file).matchAll(/^export const (\w+): \w+ValidationPolicy /gm)].map(([, rule]) => ({
      file,
      rule,
    })),
  );
  expect(declared).toHaveLength(rules.length);
  for (const { file, rule } of declared) {
    expect(text(file.replace(/\.ts$/, ".test.ts"))).toMatch(new RegExp(`describeRule\\((rules\\.)?${rule},`));
  }
});
