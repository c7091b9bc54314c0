// The real Pulumi CLI on a copy of a program, with a provider of the test's own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { findCli } from "../../local/pulumi/cli.ts";
import { pulumiEnvironment } from "../../local/pulumi/environment.ts";
import type { Provider } from "../../local/provider/provider.ts";
import { serveProvider } from "../../local/provider/grpc/provider-server.ts";
import type { ProgramCopy } from "../support/copy.ts";

/** What a rule reported, as the CLI's events have it. */
interface PolicyEvent {
  resourceUrn?: string;
  policyName: string;
  message: string;
  enforcementLevel: string;
}

interface Outcome {
  code: number | null;
  /** All it wrote, for the message of an assertion that fails. */
  output: string;
  violations: { urn: string; rule: string; level: string }[];
}

export interface PulumiCli {
  /** Runs a command to its end; with `--json` among `args` it tells of violations. */
  run(...args: string[]): Promise<Outcome>;
  stop(): Promise<void>;
}

/** How the SDK words it that a rule came upon a value that a preview does not know. */
const UNDECIDED = "can't run policy";

/** Makes the stack, whose config is in the copy's Pulumi.{stack}.yaml. */
export async function openPulumi(copy: ProgramCopy, provider: Provider, stack: string): Promise<PulumiCli> {
  const cli = await findCli();
  const server = await serveProvider(provider);
  const env = {
    ...pulumiEnvironment(cli, { directory: copy.directory, providerPort: server.port }),
    PULUMI_STACK: stack,
    // The events as they come, in place of the plan when it is over.
    PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true",
  };
  const run = async (...args: string[]): Promise<Outcome> => {
    const child = spawn(cli.executable, [...args, "--non-interactive"], {
      cwd: copy.directory,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const written = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = (await once(child, "close")) as [number | null];
    const [output, errors] = await written;
    return { code, output: output + errors, violations: violationsIn(output) };
  };
  const { code, output } = await run("stack", "init", stack);
  if (code !== 0) throw new Error(`the stack ${stack} cannot be made:\n${output}`);
  return { run, stop: async () => server.stop() };
}

function violationsIn(output: string): Outcome["violations"] {
  return output
    .split("\n")
    .filter((line) => line.includes('"policyEvent"'))
    .map((line) => (JSON.parse(line) as { policyEvent: PolicyEvent }).policyEvent)
    .filter(({ message }) => !message.includes(UNDECIDED))
    .map(({ resourceUrn = "", policyName, enforcementLevel }) => ({
      urn: resourceUrn,
      rule: policyName,
      level: enforcementLevel,
    }));
}
