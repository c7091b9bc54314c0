// One start of the local cloud: the cloud, the engine that runs the program in it, and where the program is.
import { join, resolve } from "node:path";
import { styleText } from "node:util";
import type { Arguments } from "./cli/arguments.ts";
import { progress, tell } from "./cli/diagnostics.ts";
import type { Lifetime } from "./cli/lifetime.ts";
import { LIMITS } from "./cloud/apigateway/limits.ts";
import { Cloud } from "./cloud/cloud.ts";
import { readConfig } from "./engine/config.ts";
import { Engine } from "./engine/engine.ts";
import { readProject } from "./engine/project.ts";
import type { RunResult } from "./engine/run-result.ts";
import { openPack, POLICY_OFF } from "./policy/open-pack.ts";
import { AwsProvider } from "./provider/aws-provider.ts";
import { buildSite } from "./site-build.ts";
import { regionOf, STACK } from "./stack.ts";

export interface Session {
  program: string;
  /** The program's folder. */
  directory: string;
  cloud: Cloud;
  /** Runs the program, and has the policy pack judge what it made; what it prints goes to standard error. */
  run(options?: { preview: boolean }): Promise<RunResult>;
}

/**
 * Starts the cloud, then builds the site; both end with `lifetime`.
 * @throws ProjectError, PortBusyError, BuildError, PolicyError
 */
export async function openSession(args: Arguments, lifetime: Lifetime): Promise<Session> {
  const directory = programDirectory(args);
  const project = readProject(directory);
  const { values } = readConfig(project, STACK);
  // Loads its SDK while the site is built and the program runs.
  const pack = openPack(directory, STACK, policyOf(args));
  // Its failure is told when it is asked; nobody waits for it until then.
  const packOrNone = pack.catch(() => undefined);
  await lifetime.onEnd(async () => (await packOrNone)?.stop());
  const cloud = await Cloud.start({
    // A preview makes nothing, so no port of its own is asked for.
    port: args.preview ? 0 : args.port,
    host: args.host,
    region: regionOf(values["aws:region"]),
    limits: LIMITS[args.limits],
    ...(args.data && { dataDirectory: resolve(calledIn(), args.data) }),
    ...(args.dynamodb && { dynamodbEndpoint: args.dynamodb }),
  });
  await lifetime.onEnd(() => cloud.stop());
  const engine = new Engine({ provider: new AwsProvider(cloud) });
  await lifetime.onEnd(() => engine.stop());
  progress("building the site");
  await buildSite(directory, lifetime.signal);
  return {
    program: project.name,
    directory,
    cloud,
    async run({ preview } = { preview: false }) {
      const result = await engine.run({
        directory,
        stack: STACK,
        preview,
        onLog: ({ message }) => tell(styleText("dim", message)),
      });
      return (await pack)?.judge(result, args) ?? result;
    },
  };
}

/** Paths in flags are relative to where npm was called, which is not always where it runs scripts. */
const calledIn = () => process.env.INIT_CWD ?? process.cwd();

const programDirectory = ({ program }: Arguments) => (program ? resolve(calledIn(), program) : process.cwd());

const policyOf = ({ policy }: Arguments) =>
  policy && policy !== POLICY_OFF ? resolve(calledIn(), policy) : policy;

/** Where scripts find a running cloud, below the folder that the start runs in. */
export const outputsFile = () => join(process.cwd(), ".local", "outputs.json");
