// The program's own process: the SDK's `cmd/run`, started as the CLI's own language host starts it.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Config } from "./config.ts";
import { ProjectError } from "./errors.ts";
import type { Project, RuntimeOptions } from "./project.ts";

interface Options {
  project: Omit<Project, "declarations">;
  stack: string;
  /** Default: `organization`, the only one that Pulumi knows without its service. */
  organization?: string;
  config: Config;
  preview: boolean;
  /** Addresses of the servers with the monitor and with the engine. */
  monitor: string;
  engine: string;
  /** How many resource operations go on at a time. */
  parallel?: number;
  onLine: (stream: "stdout" | "stderr", line: string) => void;
}

export interface Program {
  /** When the process has ended and all it wrote has been passed on. The code is null when it was killed. */
  exited: Promise<number | null>;
  /** Ends it at once; a program only describes resources, so it has nothing to put in order. */
  kill: () => void;
}

const LEAN_SDK = new URL("./lean-sdk.ts", import.meta.url).href;

/** To the SDK all that matters is that it is more than one. */
const defaultParallel = 16;

/** Runs the program in a process of its own, which dies with this one. */
export function startProgram(options: Options): Program {
  const { project, config, onLine } = options;
  const child = spawn(process.execPath, commandLine(options), {
    cwd: project.programDirectory,
    env: { ...process.env, ...environment(project, config) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);

  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const lines = [
    eachLine(child.stdout, (line) => onLine("stdout", line)),
    eachLine(child.stderr, (line) => onLine("stderr", line)),
  ];
  const exited = Promise.all([closed, ...lines])
    .then(([code]) => code)
    .finally(() => process.off("exit", kill));
  return { exited, kill };
}

function commandLine(options: Options) {
  const { project, stack, organization = "organization", preview, parallel = defaultParallel } = options;
  return [
    ...nodeArguments(project),
    locateRunner(project.programDirectory, "run"),
    ...["--monitor", options.monitor, "--engine", options.engine],
    ...["--project", project.name, "--stack", stack, "--organization", organization],
    ...["--root-directory", project.directory, "--pwd", project.programDirectory],
    ...(preview ? ["--dry-run"] : []),
    ...["--parallel", String(parallel)],
    project.entry,
  ];
}

function environment(project: Options["project"], config: Config) {
  return {
    PULUMI_CONFIG: JSON.stringify(config.values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    ...runtimeEnvironment(project),
  };
}

/** What Node.js is started with for one of the SDK's runners. */
export const nodeArguments = ({ typescript, nodeArguments }: RuntimeOptions) => [
  // A compiler's output is still mapped where it is wanted: `nodeargs: --enable-source-maps`.
  ...(typescript ? [] : ["--import", LEAN_SDK]),
  ...nodeArguments,
];

/** How the SDK's runners are to load what they run. */
export function runtimeEnvironment({ typescript, tsconfig }: RuntimeOptions) {
  return {
    PULUMI_NODEJS_TYPESCRIPT: String(typescript),
    // Types are the business of `tsc`, once, and not of every run.
    PULUMI_NODEJS_TRANSPILE_ONLY: process.env.PULUMI_NODEJS_TRANSPILE_ONLY ?? "true",
    ...(tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
    // Where Node puts it by default; loading the SDK is most of what a run takes.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), "node-compile-cache"),
  };
}

/** The SDK's runner of programs or of policy packs, as installed for what is in `directory`. */
export function locateRunner(directory: string, runner: "run" | "run-policy-pack"): string {
  try {
    return createRequire(join(directory, "index.js")).resolve(`@pulumi/pulumi/cmd/${runner}`);
  } catch (cause) {
    throw new ProjectError(`@pulumi/pulumi is not installed for ${directory}: run npm install`, { cause });
  }
}

async function eachLine(stream: Readable, take: (line: string) => void) {
  for await (const line of createInterface({ input: stream })) take(line);
}
