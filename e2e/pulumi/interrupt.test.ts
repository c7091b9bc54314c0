// Ctrl-C while an update runs, as a terminal sends it: to every process in the foreground.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backendDirectory } from "../../local/pulumi/environment.ts";
import { repository } from "../support/cloud.ts";
import { copyProgram, type ProgramCopy } from "../support/copy.ts";
import { commandLine } from "./command-line.ts";

/** Says that the table is there, and then keeps the program from its end. */
const PAUSE = `
table.arn.apply(() => console.log("the table is there"));
setInterval(() => {}, 1_000);
`;

let program: ProgramCopy;
let typed: ReturnType<typeof commandLine>;

beforeAll(async () => {
  program = copyProgram("e2e/programs/small");
  typed = commandLine(program.directory);
  await typed.cloud("--background --port 0");
});

afterAll(async () => {
  await typed?.cloud("--stop");
  program?.remove();
});

test("Ctrl-C ends an update with a state that is whole, unlocked, and good for the next one", async () => {
  const end = "export const tableName = table.name;";
  program.edit("index.ts", end, `${end}\n${PAUSE}`);
  const args = [join(repository, "local/pulumi/run.ts"), "up", "--yes", "--skip-preview"];
  const up = spawn(process.execPath, args, {
    cwd: program.directory,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(up, "close");
  await hearing("the table is there", up.stdout);
  if (up.pid) process.kill(-up.pid, "SIGINT");
  up.stdout.resume();
  expect(await closed).not.toEqual([0, null]);
  expect(locks()).toEqual([]);

  program.edit("index.ts", PAUSE, "");
  const output = await typed.pulumi("up --yes --skip-preview --color never");
  expect(output).toContain("unchanged");
  expect(output).not.toContain("dynamodb:Table items creat");
  await typed.pulumi("preview --expect-no-changes");
});

async function hearing(words: string, input: NodeJS.ReadableStream) {
  for await (const line of createInterface({ input })) if (line.includes(words)) return;
}

/** What Pulumi's file storage keeps while somebody works with the stack. */
function locks() {
  const folder = join(backendDirectory(program.directory), ".pulumi", "locks");
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  return entries.filter((entry) => entry.endsWith(".json"));
}
