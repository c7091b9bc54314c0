// The Pulumi CLI that this repository pins, built once from the Go module proxy and kept outside the sources.
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tell } from "../cli/diagnostics.ts";
import { CliError } from "./errors.ts";
import { findVersion, toText, type Version } from "./version.ts";

/** The Go module that has the CLI as a tool. */
const MODULE = fileURLToPath(new URL("../../tools/pulumi-cli", import.meta.url));

/** The stub that the CLI starts as its language host. */
const LANGUAGE_HOST = "pulumi-language-nodejs";

const CLI = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** As go.mod has it. */
export function pinnedVersion(): Version {
  const version = findVersion(/github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)/.exec(goMod())?.[1] ?? "");
  if (!version) throw new CliError(`${join(MODULE, "go.mod")} does not say which Pulumi CLI to build`);
  return version;
}

/** The Go that the module asks for. */
export function neededGo(): Version {
  const version = findVersion(/^go .*$/m.exec(goMod())?.[0] ?? "");
  if (!version) throw new CliError(`${join(MODULE, "go.mod")} does not say which Go it needs`);
  return version;
}

const goMod = () => readFileSync(join(MODULE, "go.mod"), "utf8");

/** Where the build of this version is, or will be. */
function location(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "serverless-socket", `pulumi-${toText(pinnedVersion())}`);
}

/** The executable of an earlier build. */
export function findBuiltCli(): string | undefined {
  const executable = join(location(), "pulumi");
  return existsSync(executable) ? executable : undefined;
}

/** @throws CliError when the build fails; what Go says stands above */
export async function buildCli(go: string): Promise<string> {
  const version = toText(pinnedVersion());
  const folder = location();
  tell(`building the Pulumi CLI ${version} in ${folder}: some minutes, once for this machine`);
  mkdirSync(folder, { recursive: true });
  // In place under its name only when it is whole, and so that two builds at a time do no harm.
  const unfinished = join(folder, `pulumi.${process.pid}`);
  // The flags of Pulumi's own releases (.goreleaser.yml); without the variable the CLI does not know its version.
  const ldflags = `-w -s -X ${VERSION_VARIABLE}=v${version}`;
  const flags = ["-trimpath", "-tags", "osusergo,grpcnotrace", "-ldflags", ldflags, "-o", unfinished];
  const child = spawn(go, ["build", ...flags, CLI], {
    cwd: MODULE,
    env: { ...process.env, CGO_ENABLED: "0" },
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    throw new CliError(
      `go build of the Pulumi CLI ${version} failed; install that CLI yourself (https://www.pulumi.com/docs/install), or try again`,
    );
  }
  copyFileSync(join(MODULE, LANGUAGE_HOST), join(folder, LANGUAGE_HOST));
  const executable = join(folder, "pulumi");
  renameSync(unfinished, executable);
  return executable;
}
