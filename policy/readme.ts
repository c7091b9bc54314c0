// Writes the list of rules into README.md, from the rules themselves: `node policy/readme.ts`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Policies } from "@pulumi/policy";
import { rules } from "./rules/index.ts";

const README = join(import.meta.dirname, "README.md");

/** Between these the list stands; Prettier leaves alone what is between them. */
const [START, END] = ["<!-- prettier-ignore-start -->", "<!-- prettier-ignore-end -->"];

/** README.md as it is, and as it has to be. */
export function readme() {
  const text = readFileSync(README, "utf8");
  const [before, after] = [text.split(START)[0], text.split(END)[1]];
  return { text, current: [before, START, "\n\n", listOf(rules), "\n", END, after].join("") };
}

/** Families are what names begin with. */
function listOf(all: Policies) {
  const byName = all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const families = Map.groupBy(byName, ({ name }) => name.split("-")[0] ?? name);
  return [...families]
    .map(([family, members]) => `### ${family}\n\n${members.map(entryOf).join("")}`)
    .join("\n");
}

function entryOf(rule: Policies[number]) {
  const { name, description, severity, enforcementLevel, url, remediationSteps } = rule;
  const judges = "validateStack" in rule ? "the stack" : "each resource";
  const facts = [severity, enforcementLevel, judges, ...("remediateResource" in rule ? ["remediates"] : [])];
  const settings = Object.entries(rule.configSchema?.properties ?? {}).map(
    ([key, schema]) => `  - \`${key}\`: ${schema.description}\n`,
  );
  return `- **${name}** (${facts.join(", ")}): ${description} [Why](${url}). ${remediationSteps}\n${settings.join("")}`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(README, readme().current);
