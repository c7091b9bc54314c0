// `npm run pulumi` and `npm run cloud` as a person types them in the folder of a program.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../support/cloud.ts";

const run = promisify(execFile);

/** Resolves with what the command prints. @throws with what it wrote to standard error when it fails */
const script = (file: string, directory: string) => async (line: string) => {
  const program = join(repository, "local", "pulumi", file);
  const { stdout } = await run(process.execPath, [program, ...line.split(" ")], { cwd: directory });
  return stdout.trim();
};

export const commandLine = (directory: string) => ({
  pulumi: script("run.ts", directory),
  cloud: script("cloud.ts", directory),
});
