// Runs the conformance suite and writes docs/conformance.md.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startVitest } from "vitest/node";
import { runMutations } from "./mutations/run.ts";
import { type Outcomes, recordAwsRun, renderReport, REPORT } from "./report.ts";
import { ROWS } from "./rows.ts";

const HELP = `Usage: npm run conformance -- [flags]

  --check       fail if docs/conformance.md is not what this run gives, and do not write it
  --mutations   break each row's behaviour on purpose and see its test fail; goes on where it was stopped
  --again       with --mutations: from the start
  -h, --help    this text

Over a deployed probe: PROBE_OUTPUTS=file.json with the stack's outputs, AWS credentials from the environment,
and PROBE_HOURS=true to wait for the limits of ten minutes and two hours.
`;

const SUITE = "e2e/conformance/conformance.test.ts";
/** The two-hour rows wait for that and more; in ms. */
const HOURS = 3 * 60 * 60_000;

const { values: flags } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    mutations: { type: "boolean", default: false },
    again: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (flags.help) process.stdout.write(HELP);
else if (flags.mutations) process.exitCode = (await runMutations({ again: flags.again })) ? 0 : 1;
else await conform();

async function conform() {
  const outcomes = await runSuite();
  if (process.env.PROBE_OUTPUTS) recordAwsRun(outcomes);
  else await report(outcomes);
  const failed = Object.keys(ROWS).filter((number) => outcomes[Number(number)] !== "pass");
  console.log(failed.length === 0 ? "every row passes" : `not passed: ${failed.join(", ")}`);
  if (failed.length > 0) process.exitCode = 1;
}

async function runSuite(): Promise<Outcomes> {
  const vitest = await startVitest("test", [SUITE], {
    watch: false,
    project: ["e2e"],
    ...(process.env.PROBE_HOURS && { testTimeout: HOURS }),
  });
  const outcomes: Outcomes = {};
  for (const testModule of vitest.state.getTestModules()) {
    for (const test of testModule.children.allTests()) {
      const [, number] = /^\[GW-(\d+)\]/.exec(test.name) ?? [];
      const { state } = test.result();
      if (number)
        outcomes[Number(number)] = state === "passed" ? "pass" : state === "failed" ? "fail" : "not run";
    }
  }
  await vitest.close();
  return outcomes;
}

async function report(outcomes: Outcomes) {
  const text = await renderReport(outcomes);
  if (!flags.check) return writeFileSync(REPORT, text);
  if (readFileSync(REPORT, "utf8") === text) return;
  console.error("docs/conformance.md is not what this run gives: npm run conformance writes it");
  process.exitCode = 1;
}
