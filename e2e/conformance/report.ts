// docs/conformance.md: every row with what was seen of it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { repository } from "../support/cloud.ts";
import { ROWS } from "./rows.ts";

/** `pass`, `fail`, or why it was not run; by row. */
export type Outcomes = Record<number, string>;

/** The last run over a deployed stack. */
interface AwsRun {
  /** YYYY-MM-DD. */
  date: string;
  outcomes: Outcomes;
}

export const REPORT = join(repository, "docs", "conformance.md");
const AWS_RUN = new URL("aws-run.json", import.meta.url);

const INTRODUCTION = `# Conformance

<!-- Written by \`npm run conformance\`; edit e2e/conformance/rows.ts in its place. -->

What clients and functions see of API Gateway's WebSocket APIs, row by row, each proved by a test that looks from
outside only. The same tests run over the local cloud and, with \`PROBE_OUTPUTS=file.json\`, over the stack of
\`e2e/conformance/probe\` deployed to AWS.

Confidence: **D** documented by AWS, **O** observed on AWS, **O?** observed once or long ago.

What is known to differ from AWS, and where AWS is not known for sure, stands in
[the local cloud](local-cloud.md#what-is-known-to-differ-from-aws).
`;

/** @param here the outcomes of a run over the local cloud */
export async function renderReport(here: Outcomes): Promise<string> {
  const passed = Object.keys(ROWS).filter((number) => here[Number(number)] === "pass").length;
  const aws = readAwsRun();
  const rows = Object.entries(ROWS).map(([number, { fact, confidence, source, seen }]) => {
    const onAws = aws ? `${aws.outcomes[Number(number)] ?? "not run"} (${aws.date})` : "not yet run";
    const cells = [
      number,
      fact,
      confidence,
      `[source](${source})`,
      seen,
      here[Number(number)] ?? "not run",
      onAws,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const table = ["| row | fact | confidence | source | seen in | here | AWS |", "|-|-|-|-|-|-|-|", ...rows];
  const text = [INTRODUCTION, `Here: ${passed} of ${Object.keys(ROWS).length} rows.`, "", ...table, ""].join(
    "\n",
  );
  return format(text, { ...(await resolveConfig(REPORT)), parser: "markdown" });
}

export function recordAwsRun(outcomes: Outcomes) {
  const run: AwsRun = { date: new Date().toISOString().slice(0, "YYYY-MM-DD".length), outcomes };
  writeFileSync(AWS_RUN, `${JSON.stringify(run, null, 2)}\n`);
}

function readAwsRun() {
  return existsSync(AWS_RUN) ? (JSON.parse(readFileSync(AWS_RUN, "utf8")) as AwsRun) : undefined;
}
