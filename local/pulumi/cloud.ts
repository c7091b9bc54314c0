// `npm run cloud`: keeps a local cloud for `npm run pulumi`, in the terminal, or in the background when started by it.
import { explain, tell } from "../cli/diagnostics.ts";
import { endOnSignals, endWithNpm, Lifetime } from "../cli/lifetime.ts";
import { findCloud, stopCloud, type Message } from "./background-cloud.ts";
import { HELP, parseCloudArguments } from "./cloud-arguments.ts";
import { CloudError } from "./errors.ts";
import { keepCloud } from "./keep-cloud.ts";

const directory = process.cwd();
const isBackground = process.send !== undefined;
const lifetime = new Lifetime();

/** To who started this process, and then no more. */
const report = (message: Message) => process.send?.(message, () => process.disconnect());

try {
  const { help, stop, ...settings } = parseCloudArguments(process.argv.slice(2));
  if (help) process.stdout.write(HELP);
  else if (stop) await stopCloud(directory);
  else {
    if (await findCloud(directory)) {
      throw new CloudError("a cloud runs for this folder already: `npm run cloud -- --stop` ends it");
    }
    endOnSignals(lifetime);
    if (!isBackground) endWithNpm(lifetime);
    await keepCloud(directory, settings, lifetime);
    if (isBackground) report({ ready: true });
    else tell("the cloud is ready for `npm run pulumi -- up`; Ctrl-C ends it, with everything in it");
  }
} catch (error) {
  if (isBackground) report({ ready: false, reason: explain(error) });
  else tell(explain(error));
  process.exitCode = 1;
  await lifetime.end();
}
