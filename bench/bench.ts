// Measures what people wait for, and what it costs, beside what it can be compared with.
import { explain, tell } from "../local/cli/diagnostics.ts";
import { endOnSignals, Lifetime } from "../local/cli/lifetime.ts";
import { HELP, parseArguments } from "./arguments.ts";
import { measureAgainst } from "./measures/against.ts";
import { measureClient } from "./measures/client.ts";
import { measureDelivery } from "./measures/delivery.ts";
import { measureHandlers } from "./measures/handlers.ts";
import { measureMemory } from "./measures/memory.ts";
import { measurePulumi } from "./measures/pulumi.ts";
import { measureStart } from "./measures/start.ts";
import { createReport, keep, render } from "./report/report.ts";
import { type Measure, Run } from "./run.ts";

const measures = new Map<string, Measure>([
  ["start", measureStart],
  ["client", measureClient],
  ["handlers", measureHandlers],
  ["memory", measureMemory],
  ["delivery", measureDelivery],
  ["pulumi", measurePulumi],
]);

const lifetime = new Lifetime();
endOnSignals(lifetime);

try {
  const { help, rounds, only, against } = parseArguments(process.argv.slice(2), [...measures.keys()]);
  const run = new Run(rounds, lifetime);
  if (help) process.stdout.write(HELP);
  else if (against !== undefined) {
    const report = createReport(rounds, await measureAgainst(run, against));
    process.stdout.write(render(report));
    keep(report, `against-${against}`);
  } else {
    const report = createReport(rounds, await measureAll(only, run));
    process.stdout.write(render(report));
    // Some of the figures must not pass for all of them.
    if (only.length === measures.size) keep(report, "latest");
  }
} catch (error) {
  // What a signal cuts short is no failure.
  if (!lifetime.signal.aborted) {
    tell(explain(error));
    process.exitCode = 1;
  }
}
await lifetime.end();

async function measureAll(names: string[], run: Run) {
  const tables = [];
  for (const name of names) tables.push(...((await measures.get(name)?.(run)) ?? []));
  return tables;
}
