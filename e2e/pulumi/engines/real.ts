// The Pulumi CLI on a cloud of its own. What it did is read from its log of events, what it left from its state.
import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { Cloud } from "../../../local/cloud/cloud.ts";
import { AwsProvider } from "../../../local/provider/aws-provider.ts";
import { serveProvider } from "../../../local/provider/grpc/provider-server.ts";
import { type Cli, findCli } from "../../../local/pulumi/cli.ts";
import { backendDirectory, pulumiEnvironment } from "../../../local/pulumi/environment.ts";
import { ensureStack } from "../../../local/pulumi/stack.ts";
import { STACK } from "../../../local/stack.ts";
import type { Json, RawResource, RawRun } from "./record.ts";
import type { Runner } from "./runner.ts";
import { Witness } from "./witness.ts";
import { PROJECT, type Workspace } from "./workspace.ts";

const UP = ["up", "--yes", "--skip-preview", "--non-interactive", "--skip-plugin-pre-install", "--event-log"];

interface ResourceEvent {
  metadata: { op: string; urn: string; keys?: string[] | null; diffs?: string[] | null };
}

/** A line of the log of events; each has one of these. */
interface EngineEvent {
  resourcePreEvent?: ResourceEvent;
  resOpFailedEvent?: ResourceEvent;
  diagnosticEvent?: { severity: string; message: string };
}

interface State {
  checkpoint: { latest: { resources?: RawResource[] } | null };
}

/** A stack that is empty again for every edit. */
export class RealEngine {
  #cli: Cli;
  #workspace: Workspace;
  #empty: string;

  /** @throws CliError where there is no CLI and none can be built */
  static async open(workspace: Workspace) {
    return new RealEngine(await findCli(), workspace);
  }

  private constructor(cli: Cli, workspace: Workspace) {
    this.#cli = cli;
    this.#workspace = workspace;
    ensureStack(cli, workspace.directory, PROJECT, pulumiEnvironment(cli, workspace));
    workspace.stackSettings = parse(readFileSync(workspace.stackFile, "utf8"));
    this.#empty = readFileSync(this.#stateFile, "utf8");
  }

  async start(): Promise<Runner> {
    writeFileSync(this.#stateFile, this.#empty);
    const cloud = await Cloud.start({ port: 0, host: "localhost", region: "us-east-1" });
    const witness = new Witness(new AwsProvider(cloud));
    const provider = await serveProvider(witness.provider);
    return {
      cloud,
      run: async () => ({ ...(await this.#up(provider.port)), calls: witness.take() }),
      async stop() {
        provider.stop();
        await cloud.stop();
      },
    };
  }

  get #stateFile() {
    const { directory } = this.#workspace;
    return join(backendDirectory(directory), ".pulumi", "stacks", PROJECT, `${STACK}.json`);
  }

  async #up(providerPort: number): Promise<Omit<RawRun, "calls">> {
    const { directory } = this.#workspace;
    const env = pulumiEnvironment(this.#cli, { directory, providerPort });
    const log = join(directory, "events.json");
    rmSync(log, { force: true });
    const options = { cwd: directory, env: { ...env, PULUMI_DEBUG_COMMANDS: "true" } };
    const ok = await promisify(execFile)(this.#cli.executable, [...UP, log], options).then(
      () => true,
      () => false,
    );
    const lines = readFileSync(log, "utf8").trim().split("\n");
    const events = lines.map((line) => JSON.parse(line) as EngineEvent);
    const { checkpoint } = JSON.parse(readFileSync(this.#stateFile, "utf8")) as State;
    const resources = checkpoint.latest?.resources ?? [];
    return {
      ok,
      operations: operationsOf(events),
      resources,
      outputs: outputsOf(resources),
      errors: events.flatMap(({ diagnosticEvent }) =>
        diagnosticEvent?.severity === "error" ? [plain(diagnosticEvent.message)] : [],
      ),
    };
  }
}

/** The parts of a replacement; the operation `replace` stands for the whole. */
const PARTS = ["create-replacement", "delete-replaced", "discard-replaced", "read-discard"];

function operationsOf(events: EngineEvent[]) {
  const failed = events.flatMap(({ resOpFailedEvent }) => resOpFailedEvent?.metadata.urn ?? []);
  return events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .filter(({ op, urn }) => !PARTS.includes(op) && !failed.includes(urn))
    .map(({ op, urn, keys, diffs }) => ({
      ...{ op, urn },
      diff:
        op === "update" || op === "replace" ? [...new Set([...(diffs ?? []), ...(keys ?? [])])].sort() : [],
    }));
}

const outputsOf = (resources: RawResource[]): Record<string, Json> =>
  resources.find(({ urn }) => urn.includes("::pulumi:pulumi:Stack::"))?.outputs ?? {};

/** Without the CLI's marks for colours. */
const plain = (message: string) => message.replace(/<\{%.*?%\}>/g, "").trim();
