// The tests that every rule passes, from the cases that are its own.
import type { PolicyResource } from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import { judge, type Rule } from "./judge.ts";
import { resource } from "./resources.ts";

/** Resources by what they show. */
type Cases = Record<string, PolicyResource[]>;

interface RuleCases {
  compliant: Cases;
  /** Each is reported, about one of its resources; a property that is missing is among them where that is wrong. */
  violating: Cases;
  /** Neither is known in a preview whether it complies, nor is it reported. */
  unknown: Cases;
  /** Judged otherwise because of the config: what violates without it complies with it, or the other way round. */
  configured?: Record<string, { config: object; resources: PolicyResource[]; violates: boolean }>;
}

export function describeRule(rule: Rule, { compliant, violating, unknown, configured = {} }: RuleCases) {
  describe(rule.name, () => {
    test.each(Object.entries(compliant))("passes %s", (_, resources) => {
      expect(judge(rule, resources)).toEqual({ violations: [], isUnsure: false });
    });

    test.each(Object.entries(violating))("reports %s", (_, resources) => {
      const { violations } = judge(rule, resources);
      expect(violations.length).toBeGreaterThan(0);
      for (const { urn, message } of violations) {
        expect(resources.map((resource) => resource.urn)).toContain(urn);
        expect(message).not.toMatch(/undefined|\[object/);
      }
    });

    test.each(Object.entries(unknown))("leaves open in a preview %s", (_, resources) => {
      expect(judge(rule, resources)).toEqual({ violations: [], isUnsure: true });
    });

    test.each(Object.entries(configured))("by its config: %s", (_, { config, resources, violates }) => {
      expect(judge(rule, resources, config).violations.length > 0).toBe(violates);
      expect(judge(rule, resources).violations.length > 0).toBe(!violates);
    });

    // What only a remediation is told is tested with the remediation.
    if (rule.configSchema && !("remediateResource" in rule)) {
      test("has a case for what may be configured", () => expect(configured).not.toEqual({}));
    }

    const kinds = [compliant, violating, unknown];
    const types = new Set(
      kinds.flatMap((cases) =>
        Object.values(cases)
          .flat()
          .map(({ type }) => type),
      ),
    );
    test.each([...types])("judges a %s of which nothing is said", (type) => {
      expect(() => judge(rule, [resource(type)])).not.toThrow();
    });

    test("judges each of several resources by itself", () => {
      const all = [compliant, unknown, violating].flatMap((cases) => Object.values(cases).flat());
      const alone = Object.values(violating).flatMap((resources) => judge(rule, resources).violations);
      const together = judge(rule, all).violations;
      expect(together).toHaveLength(alone.length);
      expect(together).toEqual(expect.arrayContaining(alone));
    });
  });
}
