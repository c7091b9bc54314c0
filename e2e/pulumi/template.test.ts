import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import type { ReadyLine } from "../../local/cli/json.ts";
import { type Cli, findCli } from "../../local/pulumi/cli.ts";
import { pulumiEnvironment } from "../../local/pulumi/environment.ts";
import { connect } from "../support/clients.ts";
import { repository } from "../support/cloud.ts";

const root = mkdtempSync(join(tmpdir(), "template-"));
const project = join(root, "my-chat");
let cli: Cli;

beforeAll(async () => {
  cli = await findCli();
  // Of what is committed, as somebody has it who cloned it.
  execFileSync("git", ["clone", "--quiet", repository, join(root, "checkout")]);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (command: string, args: string[]) => execFileSync(command, args, { cwd: project });

/** With the state beside the project, since there is none of it yet when it is made. */
const pulumi = (args: string[], cwd = project) =>
  execFileSync(cli.executable, args, {
    ...{ cwd, encoding: "utf8", env: pulumiEnvironment(cli, { directory: root }) },
    stdio: ["ignore", "pipe", "inherit"],
  }).trim();

// Each test goes on with the project of the one before it.

test("pulumi new makes a project of a checkout, with what it asks for, and installs what it needs", () => {
  const answers = ["--name=my-chat", "--description=A chat of my own", "--config=aws:region=eu-west-1"];
  pulumi(["new", join(root, "checkout"), ...answers, "--stack=dev", "--yes", `--dir=${project}`], root);

  const settings = parse(readFileSync(join(project, "Pulumi.yaml"), "utf8"));
  expect(settings).toMatchObject({ name: "my-chat", description: "A chat of my own" });
  expect(settings).not.toHaveProperty("template");
  expect(existsSync(join(project, ".git"))).toBe(false);
  expect(existsSync(join(project, "node_modules/.bin/vitest"))).toBe(true);
});

test("what the stacks set holds under the new name, in the region that was asked for", () => {
  expect(pulumi(["config", "get", "my-chat:throttleBurst", "--stack", "dev"])).toBe("100");
  expect(pulumi(["config", "get", "aws:region", "--stack", "dev"])).toBe("eu-west-1");
});

test("pulumi about tells the runtime and the packages of the project", () => {
  const { runtime, dependencies } = JSON.parse(pulumi(["about", "--json", "--stack", "dev"]));
  expect(runtime).toMatchObject({ language: "nodejs", version: process.version });
  const version = /^\d+\.\d+\.\d+/;
  expect(dependencies).toContainEqual({ name: "@pulumi/aws", version: expect.stringMatching(version) });
});

test("npm start is all that the chat of the project needs then", async () => {
  const npm = spawn("npm", ["start", "--", "--port", "0", "--json", "--no-open"], {
    cwd: project,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { outputs } = await new Promise<ReadyLine>((resolve) =>
    createInterface({ input: npm.stdout }).on("line", (line) => {
      if (line.startsWith('{"kind":"ready"')) resolve(JSON.parse(line));
    }),
  );
  const [ann, bob] = await Promise.all([
    connect(String(outputs.socketUrl)),
    connect(String(outputs.socketUrl)),
  ]);
  ann.send("hello");
  expect(await bob.receive(1)).toEqual(["hello"]);
  npm.kill("SIGTERM");
  await once(npm, "close");
});

test("the tests of the project's own program and settings pass", () => {
  run("npx", ["vitest", "run", "--project", "node", "config.test.ts", "index.test.ts"]);
});
