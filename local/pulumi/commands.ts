// What the Pulumi commands need before they can run.

/** Commands that ask the provider, and so need the cloud and the stack. */
const DEPLOYING = new Set([
  "up",
  "update",
  "preview",
  "pre",
  "refresh",
  "destroy",
  "down",
  "import",
  "watch",
]);

/** Those of them that run the program by themselves. */
const RUNNING = new Set(["up", "update", "preview", "pre", "watch"]);

/** Flags whose value stands behind them; a value may be called as a command is. */
const WITH_VALUE = new Set([
  "-C",
  "--cwd",
  "-s",
  "--stack",
  "--color",
  "-v",
  "--verbose",
  "--tracing",
  "--profiling",
]);

/** What has to be there before the CLI runs with these arguments. */
export function needsOf(args: string[]) {
  const command =
    args.find((arg, index) => !arg.startsWith("-") && !WITH_VALUE.has(args[index - 1] ?? "")) ?? "";
  // Pulumi's own help needs nothing.
  const helps = args.includes("--help") || args.includes("-h");
  return { cloud: DEPLOYING.has(command) && !helps, build: RUNNING.has(command) && !helps };
}
