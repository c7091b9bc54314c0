// docs/engines.md: every edit, what it did, and whether both engines did the same.
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { repository } from "../../support/cloud.ts";
import type { Outcome } from "./compare.ts";
import type { Edit } from "./edits/edit.ts";

export const REPORT = join(repository, "docs", "engines.md");

const INTRODUCTION = `# Two engines

<!-- Written by e2e/pulumi/engines/engines.test.ts with UPDATE_REPORT=1; edit e2e/pulumi/engines/edits in its place. -->

\`npm start\` runs the program in an engine of our own, in process; \`npm run pulumi\` runs it with the Pulumi CLI. Both ask
the same provider. Each edit below is run through both, each on a cloud of its own, and what they did is compared: the
operations and the inputs that changed, what was asked of the cloud, in which order where the order matters, the
resources and their inputs, dependencies and options afterwards, secrets, the stack's outputs, and the errors.

*Operations* are those of the last run, without what stayed the same. What the in-process engine cannot do it refuses by
name, before it makes anything of it.
`;

/** @param outcomes of each edit's runs, by its name */
export async function renderReport(edits: Edit[], outcomes: Map<string, Outcome[]>): Promise<string> {
  const rows = edits.map((edit) => {
    const last = outcomes.get(edit.name)?.at(-1);
    const verdict = edit.refused === undefined ? "agree" : `refused by name: ${edit.refused}`;
    return `| ${[edit.name, edit.programs.length, last ? operationsIn(last) : "not run", verdict].join(" | ")} |`;
  });
  const table = ["| edit | runs | operations | engines |", "|-|-|-|-|", ...rows];
  const agreeing = edits.filter(({ refused }) => refused === undefined).length;
  const count = `${edits.length} edits: the engines agree on ${agreeing}, ${edits.length - agreeing} are refused by name.`;
  const text = [INTRODUCTION, count, "", ...table, ""].join("\n");
  return format(text, { ...(await resolveConfig(REPORT)), parser: "markdown" });
}

/** "create 2, update 1 (memorySize), fails", as the CLI did. */
function operationsIn({ real }: Outcome): string {
  const byOp = Map.groupBy(
    real.operations.map((operation) => operation.split(/ (?=urn:)|: /)),
    ([op]) => op,
  );
  byOp.delete("same");
  const counts = [...byOp].sort().map(([op, all]) => {
    const keys = [...new Set(all.flatMap(([, , keys]) => keys?.split(", ") ?? []))];
    return `${op} ${all.length}${keys.length > 0 ? ` (${keys.join(", ")})` : ""}`;
  });
  if (!real.ok) counts.push("fails");
  return counts.join(", ") || "none";
}
