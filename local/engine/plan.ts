// A run as text: the plan, line by line the same for the same sources, and what went wrong.
import type { Diagnostic, Operation, RunResult, Step } from "./run-result.ts";
import { parseUrn } from "./urn.ts";

/** Pulumi's signs, and its words for the count. */
const operations: Record<Operation, { sign: string; counted: string }> = {
  create: { sign: "+", counted: "to create" },
  update: { sign: "~", counted: "to update" },
  replace: { sign: "+-", counted: "to replace" },
  delete: { sign: "-", counted: "to delete" },
  read: { sign: ">", counted: "to read" },
  same: { sign: "", counted: "unchanged" },
};

/**
 * One line per resource in the order of the URNs: operation, digest of its inputs, type, URN, and the inputs
 * that change; then the count. Ends with a newline.
 */
export function renderPlan({ steps }: Pick<RunResult, "steps">): string {
  const lines = steps.map(renderStep).sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return [...lines.map(({ line }) => line), "", renderCount(steps), ""].join("\n");
}

/** As the CLI shows it: the resource it is about, then severity and message. */
export function renderDiagnostic({ severity, urn, message }: Diagnostic): string {
  const text = `${severity}: ${message}`;
  if (!urn) return text;
  const { types, name } = parseUrn(urn);
  return `${types.at(-1)} (${name}):\n${text.replaceAll(/^/gm, "  ")}`;
}

function renderStep({ op, digest, type, urn, diff }: Step) {
  const sign = operations[op].sign.padEnd(2);
  const changes = diff.length > 0 ? `  [${diff.join(", ")}]` : "";
  return { urn, line: `${sign} ${op.padEnd(7)}  ${digest}  ${type}  ${urn}${changes}` };
}

function renderCount(steps: Step[]) {
  const counts = Object.entries(operations).flatMap(([op, { counted }]) => {
    const count = steps.filter((step) => step.op === op).length;
    return count > 0 ? [`${count} ${counted}`] : [];
  });
  return `Resources: ${counts.join(", ") || "none"}`;
}
