// The examples of the policy pack: which rule each of them is to be caught by.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policy/rules/index.ts";
import { repository } from "./cloud.ts";

export const examplesDirectory = join(repository, "policy", "examples");
export const packDirectory = join(repository, "policy");

/** In it nothing is wrong. */
const COMPLIANT = "compliant";

/** The rules by example, none for the one that complies. A name that goes on after the rule's tells which trap it is. */
export const expected: Record<string, string[]> = Object.fromEntries(
  readdirSync(examplesDirectory)
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .map((file) => file.slice(0, -".ts".length))
    .map((name) => [name, name === COMPLIANT ? [] : [ruleOf(name)]]),
);

function ruleOf(example: string) {
  const named = rules.map(({ name }) => name).filter((name) => `${example}-`.startsWith(`${name}-`));
  // The longest, where the name of one rule begins with that of another.
  const rule = named.sort((a, b) => b.length - a.length)[0];
  if (!rule) throw new Error(`the example ${example} is called after no rule`);
  return rule;
}

/** Violations by example: the names of its resources begin with its own, up to a dot. */
export function byExample(violations: { urn: string; rule: string }[]): Record<string, string[]> {
  const found: Record<string, Set<string>> = {};
  for (const example of Object.keys(expected)) found[example] = new Set();
  for (const { urn, rule } of violations) {
    const example = urn.split("::").at(-1)?.split(".")[0] ?? urn;
    (found[example] ??= new Set()).add(rule);
  }
  return Object.fromEntries(Object.entries(found).map(([example, names]) => [example, [...names].sort()]));
}
