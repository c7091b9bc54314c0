// Finds the Pulumi CLI: the one on PATH if it is new enough, else the pinned one, built when it has to be.
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { CliError } from "./errors.ts";
import { buildCli, findBuiltCli, neededGo, pinnedVersion } from "./pinned-cli.ts";
import { findVersion, isAtLeast, toText, type Version } from "./version.ts";

export interface Cli {
  /** Path of the executable. */
  executable: string;
  /** The language host it starts: its own, ours by the stub beside it, or ours if PATH leads there. */
  languageHost: "its own" | "stub" | "path";
}

/** What everything here has been seen to work with: the pinned version itself. */
const minimumVersion = pinnedVersion;

const INSTALL = "install it as https://www.pulumi.com/docs/install says";

/** @throws CliError with the remedies */
export async function findCli(path = process.env.PATH ?? ""): Promise<Cli> {
  const installed = findOnPath("pulumi", path);
  const version = installed === undefined ? undefined : versionOf(installed, ["version"]);
  if (installed && version && isAtLeast(version, minimumVersion())) {
    return { executable: installed, languageHost: hasLanguageHost(installed, path) ? "its own" : "path" };
  }
  const executable = findBuiltCli() ?? (await buildCli(findGo(path, refusal(installed, version))));
  return { executable, languageHost: "stub" };
}

/** Why the CLI on PATH, if there is one, is not used. */
function refusal(installed: string | undefined, version: Version | undefined): string {
  const needed = `Pulumi CLI ${toText(minimumVersion())} or newer`;
  if (!installed) return `there is no Pulumi CLI on PATH; ${INSTALL} (${needed})`;
  const found = version ? `is version ${toText(version)}` : "does not tell its version";
  return `the Pulumi CLI on PATH, ${installed}, ${found}, and this needs ${needed}; ${INSTALL}`;
}

function findGo(path: string, whyNeeded: string): string {
  const needed = toText(neededGo());
  const remedy = `or install Go ${needed} or newer (https://go.dev/dl), with which it is built here`;
  const go = findOnPath("go", path);
  if (!go) throw new CliError(`${whyNeeded}, ${remedy}: there is no Go on PATH`);
  const version = versionOf(go, ["env", "GOVERSION"]);
  if (!version || !isAtLeast(version, neededGo())) {
    const found = version ? toText(version) : "of an unknown version";
    throw new CliError(`${whyNeeded}, ${remedy}: the Go on PATH, ${go}, is ${found}, too old`);
  }
  return go;
}

/** Beside the executable, where installers put it, or anywhere on PATH. */
function hasLanguageHost(cli: string, path: string): boolean {
  const name = "pulumi-language-nodejs";
  return existsSync(join(dirname(realpathSync(cli)), name)) || findOnPath(name, path) !== undefined;
}

function findOnPath(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionOf(executable: string, args: string[]): Version | undefined {
  try {
    // Quiet about updates, which the CLI would look up in the network.
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    return findVersion(execFileSync(executable, args, { encoding: "utf8", env, stdio: "pipe" }));
  } catch {
    return undefined;
  }
}
