// `npm run cloud`: keeps a local cloud for `npm run pulumi`, in the terminal or in the background.
import { explain, tell } from "../cli/diagnostics.ts";
import { endOnSignals, endWithNpm, Lifetime } from "../cli/lifetime.ts";
import { findCloud, startCloud, stopCloud, type Message } from "./background-cloud.ts";
import { HELP, parseCloudArguments } from "./cloud-arguments.ts";
import { CloudError } from "./errors.ts";
import { keepCloud } from "./keep-cloud.ts";

const directory = process.cwd();
/** Whether this is the process in the background, which reports to the one that started it. */
const isBackground = process.send !== undefined;
const lifetime = new Lifetime();

/** To who started this process, and then no more. */
const report = (message: Message) => process.send?.(message, () => process.disconnect());

try {
  const { help, stop, background, flags, settings } = parseCloudArguments(process.argv.slice(2));
  if (help) process.stdout.write(HELP);
  else if (stop) await stopCloud(directory);
  else if (await findCloud(directory)) {
    throw new CloudError("a cloud runs for this folder already: `npm run cloud -- --stop` ends it");
  } else if (background) await startCloud(directory, flags);
  else {
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
