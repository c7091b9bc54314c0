// Runs the program in the local cloud until it is told to end.
import { join } from "node:path";
import type { Arguments } from "./cli/arguments.ts";
import { progress, reportDiagnostics } from "./cli/diagnostics.ts";
import { listenToKeys } from "./cli/keys.ts";
import type { Lifetime } from "./cli/lifetime.ts";
import { openBrowser } from "./cli/open-browser.ts";
import { jsonPrinter, textPrinter } from "./cli/printer.ts";
import { summarize, type Summary } from "./cli/summary.ts";
import { startVite } from "./dev/vite.ts";
import { redeployOnChange } from "./dev/redeploy.ts";
import type { RunResult } from "./engine/run-result.ts";
import { toPlain } from "./engine/secrets.ts";
import { ProgramError } from "./errors.ts";
import { type OutputsFile, writeOutputsFile } from "./outputs-file.ts";
import { openSession, outputsFile, type Session } from "./session.ts";

/** @throws StartError, PortBusyError, ProjectError when it does not come to run */
export async function serve(args: Arguments, lifetime: Lifetime) {
  const session = await openSession(args, lifetime);
  if (args.vite) await serveSitesFromVite(session, args.vite, lifetime);

  progress("running the program");
  const result = await session.run();
  if (lifetime.signal.aborted) return;
  reportDiagnostics(result.diagnostics);
  if (!result.ok)
    throw new ProgramError("the program failed or a policy forbids it, so there is nothing to serve");

  const facts = outputsOf(session, result);
  await lifetime.onEnd(writeOutputsFile(outputsFile(), facts));
  const summary = describe(session, result, args);
  const printer = args.json ? jsonPrinter() : textPrinter();
  session.cloud.context.events.listen(printer.event);
  printer.ready({ ...summary, ...facts });

  if (args.watch) await lifetime.onEnd(redeployOnChange(session, args.vite, printer));
  await lifetime.onEnd(listenForKeys(summary));
  if (args.open && process.stdout.isTTY && summary.sites[0]) openBrowser(summary.sites[0]);
}

async function serveSitesFromVite({ cloud, directory }: Session, project: string, lifetime: Lifetime) {
  const vite = await startVite(join(directory, project));
  await lifetime.onEnd(vite.stop);
  cloud.cloudfront.overrideOrigins(vite.override);
}

function outputsOf({ cloud }: Session, { outputs }: RunResult): OutputsFile {
  return {
    outputs: toPlain(outputs),
    endpoints: cloud.endpoints(),
    region: cloud.context.region,
    credentials: cloud.iam.rootCredentials,
  };
}

function describe(
  { program, cloud }: Session,
  { resources }: RunResult,
  { data = "memory", limits }: Arguments,
): Summary {
  const tables = `${cloud.dynamodb.engine}, in ${data}`;
  return { program, ms: process.uptime() * 1_000, tables, ...summarize(resources, limits) };
}

function listenForKeys({ sites: [site] }: Summary) {
  return listenToKeys({
    o: () => site && openBrowser(site),
    c: () => console.clear(),
    q: () => process.kill(process.pid, "SIGINT"),
  });
}
