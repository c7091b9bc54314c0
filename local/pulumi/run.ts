// `npm run pulumi -- <arguments>`: the Pulumi CLI on the local cloud, from finding it to its exit code.
import { explain, progress, tell } from "../cli/diagnostics.ts";
import { readProject } from "../engine/project.ts";
import { buildSite } from "../site-build.ts";
import { findCloud, startCloud } from "./background-cloud.ts";
import { findCli } from "./cli.ts";
import { needsOf } from "./commands.ts";
import { pulumiEnvironment } from "./environment.ts";
import { runCli } from "./run-cli.ts";
import { ensureStack, hasResources } from "./stack.ts";

const directory = process.cwd();
const args = process.argv.slice(2);

try {
  const cli = await findCli();
  const needs = needsOf(args);
  const cloud = needs.cloud ? await openCloud() : await findCloud(directory);
  const env = pulumiEnvironment(cli, { directory, ...(cloud && { providerPort: cloud.providerPort }) });
  if (needs.cloud) ensureStack(cli, directory, readProject(directory).name, env);
  if (needs.build) {
    progress("building the site");
    await buildSite(directory, new AbortController().signal);
  }
  process.exitCode = await runCli(cli, args, { directory, env });
} catch (error) {
  tell(explain(error));
  process.exitCode = 1;
}

async function openCloud() {
  const found = await findCloud(directory);
  if (found) return found;
  const started = await startCloud(directory);
  if (hasResources(directory, readProject(directory).name)) {
    tell(
      "it is empty, while the stack's state names resources of an earlier one: `npm run pulumi -- up --refresh` makes them anew",
    );
  }
  return started;
}
