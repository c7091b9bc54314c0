// Runs a Pulumi program, whole, on this machine.
import { HELP, parseArguments } from "./cli/arguments.ts";
import { explain, tell } from "./cli/diagnostics.ts";
import { endOnSignals, endWithNpm, Lifetime } from "./cli/lifetime.ts";
import { preview } from "./preview.ts";
import { serve } from "./serve.ts";

const lifetime = new Lifetime();
endOnSignals(lifetime);
endWithNpm(lifetime);

try {
  const args = parseArguments(process.argv.slice(2));
  if (args.help) process.stdout.write(HELP);
  else if (args.preview) await preview(args, lifetime).finally(() => lifetime.end());
  else await serve(args, lifetime);
} catch (error) {
  // What a signal cuts short is no failure.
  if (!lifetime.signal.aborted || !isAbort(error)) {
    tell(explain(error));
    process.exitCode = 1;
  }
  await lifetime.end();
}

function isAbort(error: unknown) {
  return error instanceof Error && error.name === "AbortError";
}
