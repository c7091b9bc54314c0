// Runs a rule over resources as an analyzer does.
import {
  type Policies,
  type PolicyResource,
  type ResourceValidationArgs,
  UnknownValueError,
} from "@pulumi/policy";

export type Rule = Policies[number];

export interface Verdict {
  /** What was reported: about which resource, by URN, and why. */
  violations: { urn: string; message: string }[];
  /** Whether it came upon a value that a preview does not know; Pulumi then says so by itself. */
  isUnsure: boolean;
}

/** @param config the rule's, as in a file of `--policy-pack-config` */
export function judge(rule: Rule, resources: PolicyResource[], config: object = {}): Verdict {
  const verdict: Verdict = { violations: [], isUnsure: false };
  const attempt = (validate: () => unknown) => {
    try {
      validate();
    } catch (error) {
      if (!(error instanceof UnknownValueError)) throw error;
      verdict.isUnsure = true;
    }
  };
  if ("validateStack" in rule) {
    const args = { resources, ...context(config) };
    attempt(() => rule.validateStack(args, (message, urn = "") => verdict.violations.push({ urn, message })));
    return verdict;
  }
  for (const resource of resources) {
    for (const validate of [rule.validateResource ?? []].flat()) {
      attempt(() =>
        validate(argsOf(resource, config), (message) =>
          verdict.violations.push({ urn: resource.urn, message }),
        ),
      );
    }
  }
  return verdict;
}

/** What a rule looks at to judge one resource. */
export function argsOf(
  { type, props, urn, name, opts }: PolicyResource,
  config: object,
): ResourceValidationArgs {
  return { type, props, urn, name, opts, isType: () => false, asType: () => undefined, ...context(config) };
}

const context = (config: object) => ({
  stackTags: new Map<string, string>(),
  getConfig: <T extends object>() => config as T,
  notApplicable(): never {
    throw new Error("a rule that is not applicable reports nothing, and need not say so");
  },
});
