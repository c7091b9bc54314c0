import { expect, test } from "vitest";
import { renderDiagnostic, renderPlan } from "./plan.ts";
import type { Operation } from "./run-result.ts";

const urnOf = (name: string) => `urn:pulumi:local::test::test:index:Thing::${name}`;

function step(op: Operation, name: string, diff: string[] = []) {
  const digest = "0123456789ab";
  return {
    op,
    urn: urnOf(name),
    type: "test:index:Thing",
    name,
    parent: undefined,
    inputs: {},
    diff,
    digest,
  };
}

test("the plan is in the order of the URNs, whatever came first, and ends with the count", () => {
  const steps = [step("replace", "d", ["size"]), step("same", "b"), step("delete", "c"), step("create", "a")];
  const plan = renderPlan({ steps });
  expect(plan).toBe(
    [
      `+  create   0123456789ab  test:index:Thing  ${urnOf("a")}`,
      `   same     0123456789ab  test:index:Thing  ${urnOf("b")}`,
      `-  delete   0123456789ab  test:index:Thing  ${urnOf("c")}`,
      `+- replace  0123456789ab  test:index:Thing  ${urnOf("d")}  [size]`,
      "",
      "Resources: 1 to create, 1 to replace, 1 to delete, 1 unchanged",
      "",
    ].join("\n"),
  );
  expect(renderPlan({ steps: steps.toReversed() })).toBe(plan);
});

test("a plan without resources says so", () => {
  expect(renderPlan({ steps: [] })).toBe("\nResources: none\n");
});

test("a diagnostic stands under the resource it is about", () => {
  expect(renderDiagnostic({ severity: "error", urn: urnOf("a"), message: "no\nnever" })).toBe(
    "test:index:Thing (a):\n  error: no\n  never",
  );
  expect(renderDiagnostic({ severity: "warning", message: "mind" })).toBe("warning: mind");
});
