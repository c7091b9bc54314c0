// The environment in which the Pulumi CLI works with the local cloud and nothing else.
import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { STACK } from "../stack.ts";
import type { Cli } from "./cli.ts";

/**
 * The state never leaves this machine, and its key stands beside it: what is secret in it is kept out of sight, not
 * out of reach. The passphrase of another stack must not be asked for here.
 */
const PASSPHRASE = "local";

/** The folder with the state, below that of the program. */
export const backendDirectory = (directory: string) => join(directory, ".local", "pulumi");

const languageHost = fileURLToPath(new URL("language-host", import.meta.url));

/** @param providerPort where the cloud's provider listens; without it Pulumi has no provider for `aws` */
export function pulumiEnvironment(
  cli: Cli,
  { directory, providerPort }: { directory: string; providerPort?: number },
): NodeJS.ProcessEnv {
  const backend = backendDirectory(directory);
  mkdirSync(backend, { recursive: true });
  // Programs run on the Node that runs this.
  const folders = [...(cli.languageHost === "path" ? [languageHost] : []), dirname(process.execPath)];
  return {
    ...process.env,
    PATH: [...folders, process.env.PATH].join(delimiter),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_HOME: join(directory, ".local", "pulumi-home"),
    PULUMI_STACK: STACK,
    // Of an older installation, its language host may be on PATH.
    ...(cli.languageHost === "stub" && { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" }),
    SERVERLESS_SOCKET_LANGUAGE_HOST: join(languageHost, "pulumi-language-nodejs"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...(providerPort !== undefined && { PULUMI_DEBUG_PROVIDERS: `aws:${providerPort}` }),
  };
}
