// A stack of the real engine through the Automation API, on a cloud in this process.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type OpMap, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import { Cloud } from "../../local/cloud/cloud.ts";
import { AwsProvider } from "../../local/provider/aws-provider.ts";
import { serveProvider } from "../../local/provider/grpc/provider-server.ts";
import { findCli } from "../../local/pulumi/cli.ts";
import { pulumiEnvironment } from "../../local/pulumi/environment.ts";
import { STACK } from "../../local/stack.ts";

export interface RealStack {
  stack: Stack;
  cloud: Cloud;
  close(): Promise<void>;
}

/** @throws CliError where there is no CLI and none can be built */
export async function openStack(directory: string): Promise<RealStack> {
  const cli = await findCli();
  const cloud = await Cloud.start({ port: 0, host: "localhost", region: "us-east-1" });
  const provider = await serveProvider(new AwsProvider(cloud));
  // The Automation API wants an installation, with the executable in its `bin`.
  const root = mkdtempSync(join(tmpdir(), "pulumi-root-"));
  mkdirSync(join(root, "bin"));
  symlinkSync(cli.executable, join(root, "bin", "pulumi"));
  const environment = pulumiEnvironment(cli, { directory, providerPort: provider.port });
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: STACK, workDir: directory },
    { pulumiCommand: await PulumiCommand.get({ root }), envVars: defined(environment) },
  );
  return {
    stack,
    cloud,
    async close() {
      provider.stop();
      await cloud.stop();
      rmSync(root, { recursive: true });
    },
  };
}

/** How many resources an operation changed, by what was done to them. */
export const changesOf = ({ same: _same, ...changes }: OpMap = {}) => changes;

const defined = (environment: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
