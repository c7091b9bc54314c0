// The program's own process: the SDK's `cmd/run`, started as the CLI's language host starts it.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Config } from "./config.ts";
import { ProjectError } from "./errors.ts";
import type { Project } from "./project.ts";

interface Options {
  project: Project;
  stack: string;
  config: Config;
  preview: boolean;
  /** Of the server with the monitor and the engine. */
  address: string;
  onLine: (stream: "stdout" | "stderr", line: string) => void;
}

export interface Program {
  /** When the process has ended and all it wrote has been passed on. The code is null when it was killed. */
  exited: Promise<number | null>;
  /** Ends it at once; a program only describes resources, so it has nothing to put in order. */
  kill: () => void;
}

/** Resource operations at a time; to the SDK all that matters is that it is more than one. */
const parallel = 16;

export function startProgram({ project, stack, config, preview, address, onLine }: Options): Program {
  const child = spawn(
    process.execPath,
    [
      ...project.nodeArguments,
      locateRunner(project),
      ...["--monitor", address, "--engine", address],
      ...["--project", project.name, "--stack", stack, "--organization", "organization"],
      ...["--root-directory", project.directory, "--pwd", project.programDirectory],
      ...(preview ? ["--dry-run"] : []),
      ...["--parallel", String(parallel)],
      project.entry,
    ],
    {
      cwd: project.programDirectory,
      env: { ...process.env, ...environment(project, config) },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
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

function environment(project: Project, config: Config) {
  return {
    PULUMI_CONFIG: JSON.stringify(config.values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
    // Types are the business of `tsc`, once, and not of every run.
    PULUMI_NODEJS_TRANSPILE_ONLY: process.env.PULUMI_NODEJS_TRANSPILE_ONLY ?? "true",
    ...(project.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig } : {}),
    // Where Node puts it by default; loading the SDK is most of what a run takes.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), "node-compile-cache"),
  };
}

function locateRunner({ programDirectory }: Project) {
  try {
    return createRequire(join(programDirectory, "index.js")).resolve("@pulumi/pulumi/cmd/run");
  } catch (cause) {
    throw new ProjectError(`@pulumi/pulumi is not installed for ${programDirectory}: run npm install`, {
      cause,
    });
  }
}

async function eachLine(stream: Readable, take: (line: string) => void) {
  for await (const line of createInterface({ input: stream })) take(line);
}
