// Measures what people wait for, and what it costs, beside what it can be compared with.
import { explain, tell } from "../local/cli/diagnostics.ts";
import { endOnSignals, Lifetime } from "../local/cli/lifetime.ts";
import { HELP, parseArguments } from "./arguments.ts";
import { measureClient } from "./measures/client.ts";
import { measureDelivery } from "./measures/delivery.ts";
import { measureHandlers } from "./measures/handlers.ts";
import { measureMemory } from "./measures/memory.ts";
import { measureStart } from "./measures/start.ts";
import { createReport, keep, render } from "./report/report.ts";
import { type Measure, Run } from "./run.ts";

const measures = new Map<string, Measure>([
  ["start", measureStart],
  ["client", measureClient],
  ["handlers", measureHandlers],
  ["memory", measureMemory],
  ["delivery", measureDelivery],
]);

const lifetime = new Lifetime();
endOnSignals(lifetime);

try {
  const { help, rounds, only } = parseArguments(process.argv.slice(2), [...measures.keys()]);
  if (help) process.stdout.write(HELP);
  else {
    const report = createReport(rounds, await measureAll(only, new Run(rounds, lifetime)));
    process.stdout.write(render(report));
    // Some of the figures must not pass for all of them.
    if (only.length === measures.size) keep(report);
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
